import type { MaskInfo } from '@backstage-realtime/plugin-realtime-common';
import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiAlertFill, RiArrowDownSLine, RiEyeOffLine } from '@remixicon/react';
import { useWords } from '../words/WordsContext';
import styles from './MaskChip.module.css';

/** The policy that hides fields from this viewer, and how to lift it where that is allowed. @public */
export interface MaskChipProps {
  mask: MaskInfo;
  /** Records are shown without the mask. */
  isUnmasked?: boolean;
  /** Takes the mask off and puts it on again; only for readers who may. */
  onUnmask?(isUnmasked: boolean): void;
}

/**
 * Names the mask policy and how much it hides; also the legend of the icon in
 * the rows. For readers who may look below the mask it is a menu, whose words
 * say that each use is audited.
 * @public
 */
export function MaskChip({ mask, isUnmasked, onUnmask }: MaskChipProps) {
  const words = useWords();
  const hidden = [...mask.paths, ...mask.headers].join(', ');
  const label = <ChipLabel mask={mask} isUnmasked={isUnmasked} />;
  if (!onUnmask) {
    return (
      <span className={styles.chip} title={hidden}>
        {label}
      </span>
    );
  }
  return (
    <MenuTrigger>
      <Button variant="secondary" size="small" iconEnd={<RiArrowDownSLine />}>
        <span className={styles.label}>{label}</span>
      </Button>
      <Menu
        aria-label={words('mask.menu')}
        onAction={() => onUnmask(!isUnmasked)}
      >
        <MenuItem id="toggle">
          {words(isUnmasked ? 'mask.again' : 'mask.show')}
        </MenuItem>
      </Menu>
    </MenuTrigger>
  );
}

function ChipLabel({ mask, isUnmasked }: MaskChipProps) {
  const words = useWords();
  const { policy, paths, headers } = mask;
  if (isUnmasked) {
    return (
      <>
        <RiAlertFill size={14} aria-hidden className={styles.off} />
        <strong className={styles.off}>{words('mask.off')}</strong>
      </>
    );
  }
  const count = paths.length + headers.length;
  return (
    <>
      <RiEyeOffLine size={14} aria-hidden />
      {words('mask.chip', { policy, count })}
    </>
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

/** Stands in the place of a value the policy keeps back whole. @public */
export function WithheldValue({ policy }: MaskedValueProps) {
  const words = useWords();
  return (
    <span className={styles.masked}>
      <RiEyeOffLine size={12} aria-hidden />
      {policy ? words('mask.withheldBy', { policy }) : words('mask.withheld')}
    </span>
  );
}
