import type {
  CheckResult,
  Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import type { ReactNode } from 'react';
import { useHealthText } from '../text/HealthReader';
import { VerdictMark } from '../verdict/VerdictMark';
import styles from './HealthTable.module.css';

/**
 * The verdict of a row. With a check behind it, it opens `Why?` and names the
 * partition; the finding itself is the title.
 */
export function StatusCell(props: {
  verdict: Verdict;
  worst?: CheckResult;
  /** What the row is about: two buttons must not sound the same. */
  subject: string;
  children: ReactNode;
  onWhy(key: string): void;
}) {
  const { verdict, worst, subject } = props;
  const { words, finding } = useHealthText();
  if (!worst) return <>{props.children}</>;
  const { partition } = worst.subject;
  const text =
    partition === undefined
      ? undefined
      : words('health.statusOn', {
          verdict: words(`verdict.${verdict}`),
          partition,
        });
  return (
    <button
      type="button"
      className={`${styles.button} ${styles.plain}`}
      title={finding(worst.finding)}
      aria-label={`${text ?? words(`verdict.${verdict}`)}, ${words('health.whyOf', { subject })}`}
      onClick={() => props.onWhy(worst.key)}
    >
      {text ? <VerdictMark verdict={verdict} text={text} /> : props.children}
    </button>
  );
}
