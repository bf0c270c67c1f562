import type { Verdict } from '@backstage-realtime/plugin-realtime-common';
import {
  RiAlertFill,
  RiCheckboxCircleLine,
  RiIndeterminateCircleLine,
  RiInformationLine,
  RiQuestionLine,
  RiSpamFill,
  type RemixiconComponentType,
} from '@remixicon/react';
import { useWords } from '../../words/WordsContext';
import styles from './VerdictMark.module.css';

const ICONS: Record<Verdict, RemixiconComponentType> = {
  critical: RiSpamFill,
  warning: RiAlertFill,
  unknown: RiQuestionLine,
  info: RiInformationLine,
  ok: RiCheckboxCircleLine,
  'not-applicable': RiIndeterminateCircleLine,
};

/** Icon of a verdict; the word beside it says the same, so readers do not hear it. @public */
export function VerdictIcon(props: { verdict: Verdict; size?: number }) {
  const { verdict, size = 16 } = props;
  const Icon = ICONS[verdict];
  return (
    <Icon
      aria-hidden
      size={size}
      className={`${styles.icon} ${styles[verdict]}`}
    />
  );
}

/** A verdict as icon and word; `text` says more than the bare word. @public */
export interface VerdictMarkProps {
  verdict: Verdict;
  text?: string;
}

/** Shape and word first: only Warning and Critical colour their word. @public */
export function VerdictMark({ verdict, text }: VerdictMarkProps) {
  const words = useWords();
  const isLoud = verdict === 'critical' || verdict === 'warning';
  const tone = isLoud ? styles[verdict] : styles[`${verdict}Word`];
  return (
    <span className={`${styles.mark} ${isLoud ? styles.loud : ''} ${tone}`}>
      <VerdictIcon verdict={verdict} />
      <span>{text ?? words(`verdict.${verdict}`)}</span>
    </span>
  );
}
