import type { PartitionStats } from '@backstage-realtime/plugin-realtime-common';
import { formatRate } from '../format/numbers';
import { useWords } from '../words/WordsContext';
import styles from './PartitionBars.module.css';

/** One bar a partition, in the order given. @public */
export interface PartitionBarsProps {
  partitions: PartitionStats[];
  /** Partitions that cannot be read, by number. */
  missing?: number[];
  /** Without numbers below the bars, as on a card. */
  isPlain?: boolean;
  /** False while nobody measures: bars without height; true unless told. */
  isMeasured?: boolean;
}

/** More bars than this are too narrow for their number. */
const MAX_LABELLED = 8;

/** Records per second of every partition as bars from zero. @public */
export function PartitionBars(props: PartitionBarsProps) {
  const { partitions, missing = [], isPlain, isMeasured = true } = props;
  const words = useWords();
  const max = Math.max(...partitions.map(p => p.ratePerSecond), 0.1) * 1.3;
  const hasLabels = partitions.length <= MAX_LABELLED;
  const rateOf = (p: PartitionStats) => {
    if (missing.includes(p.partition)) return words('band.gap');
    return isMeasured ? formatRate(p.ratePerSecond) : words('band.noRate');
  };
  return (
    <ul className={styles.bars} aria-label={words('band.perPartition')}>
      {partitions.map(p => {
        const text = `p${p.partition} · ${rateOf(p)}`;
        const isEmpty = !isMeasured || missing.includes(p.partition);
        const share = isEmpty ? 0 : p.ratePerSecond / max;
        return (
          <li key={p.partition} className={styles.item} title={text}>
            <span className={styles.track} aria-hidden>
              <span
                className={styles.fill}
                style={{ height: `${share * 100}%` }}
              />
            </span>
            <span className={hasLabels ? styles.label : styles.hidden}>
              {isPlain || !isMeasured ? `p${p.partition}` : text}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
