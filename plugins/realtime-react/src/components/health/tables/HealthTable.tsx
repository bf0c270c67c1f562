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
  width?: number;
}

/** Classes of a cell of this column. */
export function cellClass(column: Pick<HealthColumn, 'isNumber' | 'from'>) {
  const from = column.from ? styles[column.from] : '';
  return `${column.isNumber ? styles.number : ''} ${from}`.trim();
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
