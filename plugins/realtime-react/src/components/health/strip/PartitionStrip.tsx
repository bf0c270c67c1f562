import type {
  PartitionHealth,
  Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import { memo } from 'react';
import { formatCount } from '../../format/numbers';
import { useWords, type Words } from '../../words/WordsContext';
import { heatCells, isFinding, MAX_SQUARES, stripCounts } from './heat';
import styles from './PartitionStrip.module.css';

/** The partitions of one topic, in order of their number. @public */
export interface PartitionStripProps {
  partitions: PartitionHealth[];
  /** Without the numbers beside a heat strip, as on a card. */
  isPlain?: boolean;
}

/**
 * One square a partition with its number; `!` and an outline for a finding, a
 * dashed `?` for one that cannot be read. Above 24 a heat strip of cells, each
 * as bad as its worst partition, with the exact number beside it.
 * @public
 */
export const PartitionStrip = memo((props: PartitionStripProps) => {
  const { partitions } = props;
  const words = useWords();
  const isHeat = partitions.length > MAX_SQUARES;
  return (
    <span className={styles.strip}>
      <span
        role="img"
        aria-label={stripLabel(partitions, words)}
        className={isHeat ? heatClass(props.isPlain) : styles.squares}
      >
        {isHeat
          ? heatCells(partitions).map(cell => (
              <span
                key={cell.first}
                className={`${styles.cell} ${markOf(cell.verdict)}`}
              />
            ))
          : partitions.map(p => (
              <span
                key={p.partition}
                className={`${styles.square} ${markOf(p.verdict)}`}
                title={`p${p.partition} ${words(`verdict.${p.verdict}`)}`}
              >
                {signOf(p)}
              </span>
            ))}
      </span>
      {isHeat && !props.isPlain && (
        <span className={styles.text}>{heatText(partitions, words)}</span>
      )}
    </span>
  );
});
PartitionStrip.displayName = 'PartitionStrip';

/** A card has room for half the length. */
function heatClass(isPlain = false): string {
  return `${styles.heat} ${isPlain ? styles.short : ''}`;
}

function markOf(verdict: Verdict): string {
  if (isFinding(verdict)) return styles[verdict];
  return verdict === 'unknown' ? styles.unknown : '';
}

function signOf({ partition, verdict }: PartitionHealth): string {
  if (isFinding(verdict)) return '!';
  return verdict === 'unknown' ? '?' : String(partition);
}

/** More than this many are counted, not named. */
const MAX_NAMED = 6;

function stripLabel(partitions: PartitionHealth[], words: Words): string {
  const bad = partitions.filter(
    p => isFinding(p.verdict) || p.verdict === 'unknown',
  );
  const named = bad.slice(0, MAX_NAMED).map(p =>
    words('health.stripOne', {
      partition: p.partition,
      verdict: words(`verdict.${p.verdict}`),
    }),
  );
  if (bad.length > MAX_NAMED) {
    named.push(words('health.stripMore', { n: bad.length - MAX_NAMED }));
  }
  return words('health.strip', {
    count: partitions.length,
    findings: named.join(', ') || words('health.stripOk'),
  });
}

function heatText(partitions: PartitionHealth[], words: Words): string {
  const all = formatCount(partitions.length);
  const { found, unread } = stripCounts(partitions);
  const texts = [];
  if (found > 0) texts.push(words('health.heat', { n: found, all }));
  if (unread > 0) texts.push(words('health.heatUnread', { n: unread, all }));
  return texts.join(', ') || words('health.heatOk', { all });
}
