import type uPlot from 'uplot';
import type { Zone } from '../../format/times';
import { drawMarks, EVENT_ROOM } from '../../plot/drawMarks';
import { plotAxes } from '../../plot/plotAxes';
import type { ColoursNow } from '../../plot/plotColours';
import { plotTop } from '../../plot/plotTop';
import type { ChartData, ChartLine } from './chartData';
import { lineStyle } from './lineStyle';

/** Height of a chart in pixels, axes included. */
export const CHART_HEIGHT = 190;

/** Room right of the plot, in pixels, for half of the last time below it. */
const HALF_LABEL = 20;

/** What the options need besides the data. */
export interface PlotSetting {
  colours: ColoursNow;
  zone: Zone;
  width: number;
  /** Charts of one group share the crosshair. */
  group: string;
  /** The newest data: limits and events may change without another plot. */
  latest(): ChartData;
  /** Index of the time under the crosshair; undefined when it is gone. */
  onHover(index: number | undefined): void;
}

/** From zero, no smoothing, gaps as gaps; the limit and the steps are drawn over it. */
export function canaryPlotOptions(setting: PlotSetting): uPlot.Options {
  const { colours, latest, onHover } = setting;
  return {
    width: setting.width,
    height: CHART_HEIGHT,
    padding: [EVENT_ROOM, HALF_LABEL, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false, setScale: false },
      sync: { key: setting.group },
      points: { size: 7 },
    },
    scales: { x: { time: true }, y: { range: () => valueRange(latest()) } },
    axes: plotAxes(colours, setting.zone),
    series: [{}, ...latest().lines.map(line => seriesOf(line, colours))],
    hooks: {
      draw: [plot => drawMarks(plot, latest(), colours())],
      setCursor: [plot => onHover(plot.cursor.idx ?? undefined)],
    },
  };
}

/** From zero, or from below it where a value is. */
function valueRange({ lines, limits }: ChartData): [number, number] {
  const values = lines.flatMap(line => line.values);
  const lowest = values.reduce<number>((low, v) => Math.min(low, v ?? 0), 0);
  const top = plotTop(
    values,
    limits.map(limit => limit.value),
  );
  return [lowest * 1.12, top];
}

function seriesOf(line: ChartLine, colours: ColoursNow): uPlot.Series {
  const { width, dash } = lineStyle(line.role, line.nth);
  const tone = line.role === 'stable' ? 'baseline' : 'subject';
  const stroke = () => colours()[tone];
  return {
    label: line.name,
    stroke,
    width,
    dash,
    spanGaps: false,
    points: { show: true, size: 4, fill: stroke, filter: lonelyPoints },
  };
}

/** Samples between two gaps: a line has no length there, so they are dots. */
function lonelyPoints(
  plot: uPlot,
  series: number,
  _show: boolean,
  _gaps?: null | number[][],
): number[] {
  const values = plot.data[series];
  const isGap = (i: number) => values[i] === null || values[i] === undefined;
  return Array.from(values, (_, i) => i).filter(
    i => !isGap(i) && isGap(i - 1) && isGap(i + 1),
  );
}

/** Columns for the plot: seconds, then each line. */
export function canaryPlotColumns({
  times,
  lines,
}: ChartData): uPlot.AlignedData {
  return [times.map(ms => ms / 1_000), ...lines.map(line => line.values)];
}
