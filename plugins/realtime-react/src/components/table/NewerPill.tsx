import { RiArrowUpLine } from '@remixicon/react';
import { Key } from '../bar/Key';
import { formatCount } from '../format/numbers';
import { useWords } from '../words/WordsContext';
import styles from './RecordTable.module.css';

/**
 * Rows above the visible ones: the list stands still by design, not because the
 * stream does. It stands below the rows, where it covers and moves none of them.
 */
export function NewerPill(props: { count: number; onPress(): void }) {
  const { count, onPress } = props;
  const words = useWords();
  return (
    <div role="row" className={styles.newerPlace}>
      <span role="gridcell">
        <button type="button" className={styles.newer} onClick={onPress}>
          <RiArrowUpLine size={14} aria-hidden />
          <strong>
            {words('table.newer', { count, n: formatCount(count) })}
          </strong>
          <Key>Home</Key>
          <span>{words('table.newerHint')}</span>
        </button>
      </span>
    </div>
  );
}
