import type {
  MetricBoard,
  MetricPanel,
  MetricSeries,
  RolloutEvent,
  SeriesRole,
} from '@backstage-realtime/plugin-realtime-common';
import { formatShare } from '../../format/numbers';
import type { EventMark, LimitLine } from '../../plot/drawMarks';
import type { CanaryText } from '../text/useCanaryText';
import { chartUnit, type ChartUnit } from './unit';

/** One line of a chart, in the unit of the chart. */
export interface ChartLine {
  role: SeriesRole;
  /** Counts the lines of one role, so that each is drawn in its own way. */
  nth: number;
  name: string;
  values: Array<number | null>;
}

/** What a chart draws, all lines on one time axis. */
export interface ChartData {
  title: string;
  unit: ChartUnit;
  /** In ms since 1970. */
  times: number[];
  lines: ChartLine[];
  limits: LimitLine[];
  events: EventMark[];
}

/** A panel as lines, its limit and the steps of the rollout. */
export function chartData(
  board: Pick<MetricBoard, 'fromMs' | 'stepMs' | 'points'>,
  panel: MetricPanel,
  events: RolloutEvent[],
  text: CanaryText,
): ChartData {
  const unit = chartUnit(panel.unit, highestOf(panel));
  const limits: LimitLine[] = panel.limit
    ? [
        {
          text: panel.limit.label,
          value: panel.limit.value * unit.factor,
          tone: 'critical',
        },
      ]
    : [];
  return {
    title: titleOf(panel, unit, text),
    unit,
    times: Array.from(
      { length: board.points },
      (_, i) => board.fromMs + i * board.stepMs,
    ),
    lines: linesOf(panel.series, unit, board.points, text),
    limits,
    events: marksOf(events, text),
  };
}

function highestOf({ series, limit }: MetricPanel): number {
  let highest = limit?.value ?? 0;
  for (const { values } of series)
    for (const value of values) highest = Math.max(highest, value ?? 0);
  return highest;
}

function titleOf(
  { title }: MetricPanel,
  { name, sign }: ChartUnit,
  { words }: CanaryText,
): string {
  if (!name) return title;
  const unit = name === 'bytes' ? sign : words(`unit.${name}`);
  return words('chart.title', { title, unit });
}

const ORDER: SeriesRole[] = ['stable', 'all', 'canary'];

/** Stable first, so that the canary is drawn over it. */
function linesOf(
  series: MetricSeries[],
  { factor }: ChartUnit,
  points: number,
  { words }: CanaryText,
): ChartLine[] {
  const counts: Partial<Record<SeriesRole, number>> = {};
  return [...series]
    .sort((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role))
    .map(({ role, labels, values }) => {
      const nth = counts[role] ?? 0;
      counts[role] = nth + 1;
      const more = Object.values(labels ?? {}).join(' ');
      return {
        role,
        nth,
        name: [words(`series.${role}`), more].filter(Boolean).join(' '),
        values: Array.from({ length: points }, (_, i) => {
          const value = values[i] ?? null;
          return value === null ? null : value * factor;
        }),
      };
    });
}

/** Steps that move requests, and how it ended; the last ones first, because of texts that overlap the first stands. */
function marksOf(events: RolloutEvent[], { words }: CanaryText): EventMark[] {
  return events
    .flatMap(({ atMs, kind, weight }) => {
      if (kind === 'paused' || kind === 'analysis') return [];
      const text =
        kind === 'weight'
          ? formatShare((weight ?? 0) / 100)
          : words(`chart.${kind}`);
      return { atMs, text };
    })
    .sort((a, b) => b.atMs - a.atMs);
}

/** Samples of a line; few of them are said in the legend. */
export function samplesOf({ values }: ChartLine): number {
  return values.filter(value => value !== null).length;
}

/** The newest sample of a line. */
export function lastOf({ values }: ChartLine): number | undefined {
  return values.findLast(value => value !== null) ?? undefined;
}
