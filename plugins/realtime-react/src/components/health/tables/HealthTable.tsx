import type { ReactNode } from 'react';
import { oldReading } from '../../view/oldReading';
import styles from './HealthTable.module.css';

/** A column of a table of health: its head and how its cells stand. */
export interface HealthColumn {
  key: string;
  head: string;
  isNumber?: boolean;
  /** Content that it needs: `wide` is gone below 760 px, `medium` below 560 px. */
  from?: 'wide' | 'medium';
  /** Without room below 560 px, though a cell that spans columns still counts it. */
  isFolded?: boolean;
  width?: number;
}

/** Classes of a cell of this column. */
export function cellClass(
  column: Pick<HealthColumn, 'isNumber' | 'from' | 'isFolded'>,
) {
  return [
    column.isNumber && styles.number,
    column.from && styles[column.from],
    column.isFolded && styles.folded,
  ]
    .filter(Boolean)
    .join(' ');
}

/** A plain table: read once, not edited; its rows are drawn by the caller. */
export function HealthTable(props: {
  label: string;
  columns: HealthColumn[];
  children: ReactNode;
  isDimmed?: boolean;
}) {
  return (
    <div className={styles.scroll}>
      <table
        aria-label={props.label}
        className={`${styles.table} ${props.isDimmed ? oldReading : ''}`}
      >
        <thead>
          <tr>
            {props.columns.map(column => (
              <th
                key={column.key}
                scope="col"
                className={cellClass(column)}
                style={column.width ? { width: column.width } : undefined}
              >
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  );
}
