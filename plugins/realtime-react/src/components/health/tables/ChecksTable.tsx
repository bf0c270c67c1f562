import {
  compareVerdicts,
  type CheckResult,
} from '@backstage-realtime/plugin-realtime-common';
import { useState } from 'react';
import { formatIso } from '../../format/times';
import { useHealthText } from '../text/HealthReader';
import { isWorsening } from '../text/turningText';
import { oldReading } from '../../view/oldReading';
import { VerdictMark } from '../verdict/VerdictMark';
import { TextButton } from '../../view/TextButton';
import styles from './HealthTable.module.css';

/** Every check of the entity. @public */
export interface ChecksTableProps {
  checks: CheckResult[];
  /** Also those that are well; what does not apply is never listed. */
  isAllShown: boolean;
  onWhy(key: string): void;
  isDimmed?: boolean;
}

/** Rows drawn at once: a topic of thousands of partitions may have a check each. */
const PAGE_ROWS = 50;

/** Everything that is not OK, worst first; each row opens its `Why?`. @public */
export function ChecksTable(props: ChecksTableProps) {
  const { words } = useHealthText();
  const [limit, setLimit] = useState(PAGE_ROWS);
  const shown = props.checks
    .filter(check => isListed(check) || (props.isAllShown && isFolded(check)))
    .sort(byUrgency);
  if (shown.length === 0) {
    return <p className={styles.note}>{words('health.allOk')}</p>;
  }
  const hidden = shown.length - limit;
  return (
    <>
      <div className={styles.scroll}>
        <table
          aria-label={words('health.checks')}
          className={`${styles.table} ${props.isDimmed ? oldReading : ''}`}
        >
          <tbody>
            {shown.slice(0, limit).map(check => (
              <CheckRow key={check.key} check={check} onWhy={props.onWhy} />
            ))}
          </tbody>
        </table>
      </div>
      {hidden > 0 && (
        <p className={styles.note}>
          <TextButton
            className={styles.button}
            onClick={() => setLimit(limit + PAGE_ROWS)}
          >
            {words('health.showMore', { n: Math.min(hidden, PAGE_ROWS) })}
          </TextButton>
        </p>
      )}
    </>
  );
}

function CheckRow(props: { check: CheckResult; onWhy(key: string): void }) {
  const { check } = props;
  const { words, said, since } = useHealthText();
  return (
    <tr className={styles.target}>
      <td style={{ width: 96 }}>
        <VerdictMark verdict={check.verdict} />
      </td>
      <td className={`${styles.mono} ${styles.wide}`}>{check.check}</td>
      <td>
        <TextButton
          className={`${styles.button} ${styles.plain}`}
          onClick={() => props.onWhy(check.key)}
        >
          {said(check)}
        </TextButton>
      </td>
      <td
        className={`${styles.number} ${styles.muted} ${styles.small}`}
        title={formatIso(check.sinceMs)}
      >
        {words('health.sinceShort', { time: since(check.sinceMs) })}
      </td>
    </tr>
  );
}

/** Worst first; of those that are well, the ones that soon are not. */
function byUrgency(a: CheckResult, b: CheckResult): number {
  return (
    compareVerdicts(a.verdict, b.verdict) ||
    Number(isWorsening(b)) - Number(isWorsening(a))
  );
}

/** True for a check that is well and stays so: it is only counted. */
export function isFolded(check: CheckResult): boolean {
  return check.verdict === 'ok' && !isWorsening(check);
}

/** True for what a reader should know of without asking. */
function isListed(check: CheckResult): boolean {
  const isWell = check.verdict === 'ok' || check.verdict === 'not-applicable';
  return !isWell || isWorsening(check);
}
