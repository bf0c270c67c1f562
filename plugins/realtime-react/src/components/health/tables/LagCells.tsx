import type {
  GroupHealthRow,
  LagTime,
} from '@backstage-realtime/plugin-realtime-common';
import { formatSpan } from '../../format/numbers';
import type { Words } from '../../words/WordsContext';
import { useHealthText } from '../text/HealthReader';
import { valueText } from '../text/valueText';
import styles from './HealthTable.module.css';
import { TrendLine } from './TrendLine';

/** Age of the oldest unread record, above its limit. */
export function LagTimeCell({ row }: { row: GroupHealthRow }) {
  const { words, value, missing } = useHealthText();
  const { lagTime, limit } = row;
  const isOver = isOverLimit(row);
  return (
    <>
      {lagTime.known ? (
        <span className={isOver ? styles.strong : ''}>
          {lagTimeText(lagTime.value, words)}
        </span>
      ) : (
        <span className={styles.muted}>{missing(lagTime.missing)}</span>
      )}
      {limit && (
        <span className={styles.sub}>
          {words('health.limit', { limit: value(limit.value) })}
        </span>
      )}
    </>
  );
}

/** `48 s`, `≥ 1 h`, `30 s to 45 s`: never more exact than it was found. */
export function lagTimeText(lag: LagTime, words: Words): string {
  const span = formatSpan(lag.ms);
  if (lag.isAtLeast) return words('health.atLeast', { span });
  return lag.upToMs !== undefined && lag.upToMs > lag.ms
    ? words('health.between', { from: span, to: formatSpan(lag.upToMs) })
    : span;
}

/** Below this change in records a second a lag stands still. */
const STEADY = 0.05;

/** The lag over half an hour, and its change with a sign. */
export function TrendCell({ row }: { row: GroupHealthRow }) {
  const { words, missing } = useHealthText();
  const now = row.lagTime.known ? lagTimeText(row.lagTime.value, words) : '–';
  return (
    <span className={styles.trend}>
      <span>
        <TrendLine
          points={row.lags}
          tone={isOverLimit(row) ? 'warning' : 'neutral'}
          limit={isOverLimit(row) ? limitMs(row) : undefined}
          label={words('health.lagChart', { group: row.group, n: now })}
        />
      </span>
      <span
        className={`${styles.small} ${row.trend.known ? '' : styles.muted}`}
      >
        {row.trend.known
          ? trendText(row.trend.value, words)
          : missing(row.trend.missing)}
      </span>
    </span>
  );
}

function trendText(perSecond: number, words: Words): string {
  if (Math.abs(perSecond) < STEADY) return words('health.steady');
  const size = valueText(
    { kind: 'rate', perSecond: Math.abs(perSecond) },
    String,
  );
  return `${perSecond > 0 ? '+' : '−'}${size}`;
}

function limitMs({ limit }: GroupHealthRow): number | undefined {
  return limit?.value.kind === 'duration' ? limit.value.ms : undefined;
}

function isOverLimit(row: GroupHealthRow): boolean {
  const limit = limitMs(row);
  return (
    limit !== undefined && row.lagTime.known && row.lagTime.value.ms > limit
  );
}
