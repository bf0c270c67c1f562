import type {
  CheckResult,
  Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import { useHealthText } from '../text/HealthReader';
import { VerdictMark } from '../verdict/VerdictMark';
import { TextButton } from '../../view/TextButton';
import styles from './HealthTable.module.css';

/**
 * The verdict of a row. With a check behind it, it opens `Why?`; the finding
 * itself is the title.
 */
export function StatusCell(props: {
  verdict: Verdict;
  /** More than the bare word of the verdict. */
  text?: string;
  worst?: CheckResult;
  /** What the row is about: two buttons must not sound the same. */
  subject: string;
  onWhy(key: string): void;
}) {
  const { verdict, worst, subject } = props;
  const { words, said } = useHealthText();
  const text = props.text ?? words(`verdict.${verdict}`);
  const mark = <VerdictMark verdict={verdict} text={text} />;
  if (!worst) return mark;
  return (
    <TextButton
      className={`${styles.button} ${styles.plain}`}
      title={said(worst)}
      aria-label={`${text}, ${words('health.whyOf', { subject })}`}
      onClick={() => props.onWhy(worst.key)}
    >
      {mark}
    </TextButton>
  );
}
