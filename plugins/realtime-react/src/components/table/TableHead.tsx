import { RiCloseLine } from '@remixicon/react';
import type { Zone } from '../format/times';
import { useWords } from '../words/WordsContext';
import { templateStyle, type ColumnPlan, type ExtraColumn } from './columns';
import styles from './RecordTable.module.css';

export interface TableHeadProps {
  plan: ColumnPlan;
  zone: Zone;
  onRemove(column: ExtraColumn): void;
}

/** Column heads; the zone of every time stamp stands here once. */
export function TableHead({ plan, zone, onRemove }: TableHeadProps) {
  const words = useWords();
  const zoneText = words(`zone.${zone}`);
  return (
    <div role="rowgroup" className={styles.head}>
      <div
        role="row"
        aria-rowindex={1}
        className={styles.headRow}
        style={templateStyle(plan)}
      >
        <span role="columnheader">
          {words('table.time', { zone: zoneText })}
        </span>
        <span role="columnheader" className={styles.wide}>
          {words('table.position')}
        </span>
        <span role="columnheader" className={styles.wide}>
          {words('table.key')}
        </span>
        {plan.fields.map(column => (
          <ExtraHead key={column.name} column={column} onRemove={onRemove} />
        ))}
        <span role="columnheader">{words('table.value')}</span>
        {plan.headers.map(column => (
          <ExtraHead key={column.name} column={column} onRemove={onRemove} />
        ))}
      </div>
    </div>
  );
}

function ExtraHead(props: {
  column: ExtraColumn;
  onRemove(column: ExtraColumn): void;
}) {
  const words = useWords();
  const { source, name } = props.column;
  const isField = source === 'value';
  return (
    <span
      role="columnheader"
      className={`${styles.wide} ${isField ? styles.fieldHead : ''}`}
    >
      <span className={styles.mark}>
        {words(isField ? 'table.valueMark' : 'table.headerMark')}
      </span>
      <span className={styles.headName} title={name}>
        {name}
      </span>
      <button
        type="button"
        className={styles.removeColumn}
        aria-label={words('table.removeColumn', { name })}
        onClick={() => props.onRemove(props.column)}
      >
        <RiCloseLine size={12} aria-hidden />
      </button>
    </span>
  );
}
