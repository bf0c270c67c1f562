import type { MaskInfo } from '@backstage-realtime/plugin-realtime-common';
import { RiEyeOffLine } from '@remixicon/react';
import { useWords } from '../words/WordsContext';
import styles from './MaskChip.module.css';

/** The policy that hides fields from this viewer. @public */
export interface MaskChipProps {
  mask: MaskInfo;
}

/** Names the mask policy and how much it hides; also the legend of the icon in the rows. @public */
export function MaskChip({ mask }: MaskChipProps) {
  const words = useWords();
  const count = mask.paths.length + mask.headers.length;
  const hidden = [...mask.paths, ...mask.headers].join(', ');
  return (
    <span className={styles.chip} title={hidden}>
      <RiEyeOffLine size={14} aria-hidden />
      {words('mask.chip', { policy: mask.policy, count })}
    </span>
  );
}

/** A value that the policy keeps back. @public */
export interface MaskedValueProps {
  /** Name of the policy; left out in rows, where the dots are enough. */
  policy?: string;
}

/** Stands in the place of a masked field. @public */
export function MaskedValue({ policy }: MaskedValueProps) {
  const words = useWords();
  const text = policy ? words('mask.by', { policy }) : words('mask.masked');
  return (
    <span className={styles.masked} title={text}>
      <RiEyeOffLine size={12} aria-hidden />
      {policy ? text : <span aria-hidden>•••</span>}
      {!policy && <span className={styles.hidden}>{text}</span>}
    </span>
  );
}
