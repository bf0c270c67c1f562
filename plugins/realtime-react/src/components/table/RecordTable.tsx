import type { Gap } from '@backstage-realtime/plugin-realtime-common';
import { RiArrowUpLine } from '@remixicon/react';
import {
  forwardRef,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
} from 'react';
import type { Row, RowWindow } from '../../store/StreamSnapshot';
import { formatCount } from '../format/numbers';
import { formatEventTime, type Zone } from '../format/times';
import { useWords } from '../words/WordsContext';
import {
  longestOffsetOf,
  planColumns,
  templateStyle,
  type ColumnPlan,
  type ExtraColumn,
} from './columns';
import { GapCell, NoteCell } from './EventRow';
import { NewerPill } from './NewerPill';
import { RecordCells } from './RecordRow';
import { oldReading } from '../view/oldReading';
import styles from './RecordTable.module.css';
import { TableHead } from './TableHead';
import { useRowWindow } from './useRowWindow';

/** Rows and how to draw them; the page owns selection and columns. @public */
export interface RecordTableProps {
  rows: RowWindow;
  zone: Zone;
  columns: ExtraColumn[];
  /** Name of the mask policy, for values kept back whole. */
  policy?: string;
  selectedId?: string;
  /** While paused: records since then by exact count, and its time. */
  paused?: { newRecords: number; sinceMs: number };
  /** Rows are old: drawn dimmed. */
  isDimmed?: boolean;
  onSelect(id: string): void;
  onRemoveColumn(column: ExtraColumn): void;
  onLoadGap?(gap: Gap): void;
  onShowNew?(): void;
}

/** What a page does to the table from outside, by its keys. @public */
export interface RecordTableHandle {
  /** Goes back to the newest rows and follows them. */
  showNewest(): void;
  /** Goes to the old end, where gaps stand that outlived their neighbours. */
  showOldest(): void;
}

/**
 * Newest rows first, drawn as a window. An own grid and not the library's
 * table: gap and note rows span the width, every row is 28 px, and four updates
 * a second must not touch rows that did not change. Scrolled down it stands
 * still, and says how many newer rows stand above.
 * @public
 */
export const RecordTable = forwardRef<RecordTableHandle, RecordTableProps>(
  (props, ref) => {
    const { rows, columns, selectedId, paused, zone } = props;
    const words = useWords();
    const longest = longestOffsetOf(rows);
    const plan = useMemo(
      () => planColumns(columns, longest),
      [columns, longest],
    );
    const scrollRef = useRef<HTMLDivElement>(null);
    const { virtualizer, remember, newer, ...ends } = useRowWindow(
      rows,
      selectedId,
      scrollRef,
    );
    const { showNewest, showOldest } = ends;
    useImperativeHandle(ref, () => ({ showNewest, showOldest }), [
      showNewest,
      showOldest,
    ]);
    useSelectedRowInView(rows, selectedId, virtualizer.scrollToIndex);
    return (
      <div
        role="grid"
        aria-label={words('table.label')}
        aria-rowcount={rows.length + 1}
        aria-colcount={plan.count}
        className={styles.grid}
      >
        <TableHead plan={plan} zone={zone} onRemove={props.onRemoveColumn} />
        {paused && paused.newRecords > 0 && (
          <PausedRow {...paused} zone={zone} onShowNew={props.onShowNew} />
        )}
        <div
          ref={scrollRef}
          role="rowgroup"
          // The row group scrolls, so it must be reachable by keyboard.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          className={`${styles.body} ${props.isDimmed ? oldReading : ''}`}
          onScroll={remember}
        >
          <div
            role="presentation"
            className={styles.space}
            style={{ height: virtualizer.getTotalSize() }}
          >
            <Rows
              table={props}
              plan={plan}
              places={virtualizer.getVirtualItems()}
            />
          </div>
        </div>
        {newer > 0 && <NewerPill count={newer} onPress={showNewest} />}
      </div>
    );
  },
);

/** Rows in their places; of those that left the window since there is nothing to draw. */
function Rows(props: {
  table: RecordTableProps;
  plan: ColumnPlan;
  places: ReadonlyArray<{ index: number; start: number }>;
}) {
  const { rows, zone, policy, selectedId, ...actions } = props.table;
  return props.places.map(({ index, start }) => {
    const row = rows.at(index);
    return row ? (
      <GridRow
        key={row.id}
        row={row}
        index={index}
        top={start}
        plan={props.plan}
        zone={zone}
        policy={policy}
        isSelected={row.id === selectedId}
        onSelect={actions.onSelect}
        onLoadGap={actions.onLoadGap}
      />
    ) : null;
  });
}

/** Brings a row into view when it becomes the selected one, not on every new record. */
function useSelectedRowInView(
  rows: RowWindow,
  selectedId: string | undefined,
  scrollToIndex: (index: number, options: { align: 'auto' }) => void,
) {
  const shown = useRef<string>();
  useEffect(() => {
    if (shown.current === selectedId) return;
    shown.current = selectedId;
    const index = selectedId === undefined ? -1 : rows.indexOf(selectedId);
    if (index >= 0) scrollToIndex(index, { align: 'auto' });
  }, [rows, selectedId, scrollToIndex]);
}

interface GridRowProps {
  row: Row;
  index: number;
  top: number;
  plan: ColumnPlan;
  zone: Zone;
  policy?: string;
  isSelected: boolean;
  onSelect(id: string): void;
  onLoadGap?(gap: Gap): void;
}

function GridRow(props: GridRowProps) {
  const { row, plan, zone, isSelected } = props;
  const isRecord = row.kind === 'record';
  const select = () => props.onSelect(row.id);
  const classes = [styles.row, styles[row.kind]];
  if (isSelected) classes.push(styles.selected);
  return (
    <div
      role="row"
      id={rowDomId(row.id)}
      aria-rowindex={props.index + 2}
      aria-selected={isRecord ? isSelected : undefined}
      tabIndex={isRecord ? -1 : undefined}
      className={classes.join(' ')}
      style={{
        transform: `translateY(${props.top}px)`,
        ...(isRecord && templateStyle(plan)),
      }}
      // A press and not a click: rows move four times a second, and a click
      // that ends on another row belongs to neither of them.
      onMouseDown={event => {
        if (isRecord && event.button === 0) select();
      }}
      // Without a pointer there is only the click.
      onClick={event => {
        if (isRecord && event.detail === 0) select();
      }}
      onKeyDown={event => {
        if (isRecord && event.key === 'Enter') select();
      }}
    >
      {row.kind === 'record' && (
        <RecordCells
          record={row.record}
          plan={plan}
          zone={zone}
          policy={props.policy}
        />
      )}
      {row.kind === 'gap' && <GapCell gap={row.gap} onLoad={props.onLoadGap} />}
      {row.kind === 'note' && (
        <NoteCell note={row.note} atMs={row.atMs} zone={zone} />
      )}
    </div>
  );
}

/** Id of a row's element, so that focus can return to it. @public */
export function rowDomId(id: string): string {
  return `realtime-row-${id}`;
}

function PausedRow(props: {
  newRecords: number;
  sinceMs: number;
  zone: Zone;
  onShowNew?(): void;
}) {
  const words = useWords();
  const text = words('table.newRecords', {
    count: props.newRecords,
    n: formatCount(props.newRecords),
    time: formatEventTime(props.sinceMs, props.zone),
  });
  return (
    <div role="row" className={styles.pausedRow}>
      <span role="gridcell">
        <button
          type="button"
          className={styles.showNew}
          onClick={props.onShowNew}
        >
          <RiArrowUpLine size={14} aria-hidden />
          <strong>{text}</strong>
          <span>{words('table.showNew')}</span>
        </button>
      </span>
    </div>
  );
}
