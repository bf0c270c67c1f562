import type {
  AnalysisMetric,
  AnalysisRun,
} from '@backstage-realtime/plugin-realtime-common';
import {
  cellClass,
  HealthTable,
  type HealthColumn,
} from '../../health/tables/HealthTable';
import { VerdictMark } from '../../health/verdict/VerdictMark';
import { isStopped, verdictOfPhase } from '../text/phases';
import { useCanaryText, type CanaryText } from '../text/useCanaryText';
import { TextButton } from '../../view/TextButton';
import styles from './AnalysisTable.module.css';
import { MeasurementCell } from './MeasurementCell';
import {
  measurementGrid,
  type GridColumn,
  type MeasurementGrid,
} from './measurementGrid';
import { failuresText, isWorthWhy, resultText } from './metricText';
import { MetricHead } from './MetricHead';

/** One analysis run. */
export interface AnalysisTableProps {
  run: AnalysisRun;
  onWhy(metric: AnalysisMetric): void;
}

/** A row a metric, a column a measurement, then how many more may fail. */
export function AnalysisTable({ run, onWhy }: AnalysisTableProps) {
  const text = useCanaryText();
  const { words } = text;
  const grid = measurementGrid(run);
  return (
    <HealthTable
      label={words('analysis.table', { name: run.name })}
      columns={columnsOf(grid, text)}
    >
      {grid.rows.map(row => (
        <MetricRow
          key={row.metric.name}
          run={run}
          row={row}
          grid={grid}
          onWhy={onWhy}
        />
      ))}
    </HealthTable>
  );
}

function columnsOf(grid: MeasurementGrid, text: CanaryText): HealthColumn[] {
  const { words } = text;
  const earlier: HealthColumn[] =
    grid.earlier > 0
      ? [{ key: 'earlier', head: words('analysis.earlier'), from: 'wide' }]
      : [];
  return [
    { key: 'metric', head: words('analysis.metric') },
    { key: 'must', head: words('analysis.mustBe'), from: 'medium' },
    ...earlier,
    ...grid.columns.map((column, i) => ({
      key: `at ${column.nth}`,
      head: columnHead(column, grid, i, text),
      from: fromWidth(grid, i),
    })),
    { key: 'failures', head: words('analysis.failuresHead') },
    { key: 'result', head: words('analysis.result') },
  ];
}

/** The newest measurement is always there; the two before it and the others need room. */
function fromWidth({ rows }: MeasurementGrid, i: number): HealthColumn['from'] {
  const newest = Math.max(
    ...rows.map(({ cells }) =>
      cells.findLastIndex(({ kind }) => kind === 'measured'),
    ),
  );
  if (i === newest) return undefined;
  return i < newest && i >= newest - 2 ? 'medium' : 'wide';
}

/** `14:06:40`; the number of the measurement while it has no common time. */
function columnHead(
  { nth, atMs }: GridColumn,
  { rows }: MeasurementGrid,
  i: number,
  { words, clock }: CanaryText,
): string {
  if (atMs !== undefined) return clock(atMs);
  const isDue = rows.some(({ cells }) => cells[i].kind === 'due');
  return words(isDue ? 'analysis.nthDue' : 'analysis.nth', { n: nth });
}

function MetricRow(props: {
  run: AnalysisRun;
  row: MeasurementGrid['rows'][number];
  grid: MeasurementGrid;
  onWhy(metric: AnalysisMetric): void;
}) {
  const { run, grid } = props;
  const { metric, cells } = props.row;
  const text = useCanaryText();
  const { words } = text;
  return (
    <tr>
      <MetricHead metric={metric} />
      {grid.earlier > 0 && (
        <td className={`${styles.earlier} ${cellClass({ from: 'wide' })}`}>
          {words('analysis.earlierCount', { count: grid.earlier })}
        </td>
      )}
      {cells.map((cell, i) => (
        <td
          key={grid.columns[i].nth}
          className={`${styles.cell} ${cellClass({ from: fromWidth(grid, i) })}`}
        >
          <MeasurementCell
            cell={cell}
            hasTime={grid.columns[i].atMs === undefined}
          />
        </td>
      ))}
      <td className={styles.failures}>{failuresText(metric, text)}</td>
      <td>
        <span className={styles.result}>
          <VerdictMark
            verdict={verdictOfPhase(metric.phase, isStopped(run, metric))}
            text={resultText(run, metric, text)}
          />
          {isWorthWhy(metric) && (
            <TextButton
              className={styles.why}
              aria-label={words('health.whyOf', { subject: metric.name })}
              onClick={() => props.onWhy(metric)}
            >
              {words('health.why')}
            </TextButton>
          )}
        </span>
      </td>
    </tr>
  );
}
