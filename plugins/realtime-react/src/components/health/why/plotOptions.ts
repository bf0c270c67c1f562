import type uPlot from 'uplot';
import { formatEventTime, type Zone } from '../../format/times';
import { chartTop, type WhyChartData } from './whyChart';

/** Colours of the theme, as a canvas takes them. */
export interface PlotColours {
  text: string;
  hairline: string;
  line: string;
  fill: string;
  warning: string;
  critical: string;
}

const FONT = '11px system-ui, sans-serif';

/** Height of the chart in pixels, axes included. */
export const PLOT_HEIGHT = 190;

/** Room above the plot for the texts of events. */
const TOP = 20;

/** Room right of the plot for half of the last time below it. */
const HALF_LABEL = 18;

/** Options of the plot: from zero, no smoothing, gaps as gaps, limits and events drawn over it. */
export function plotOptions(
  data: WhyChartData,
  colours: PlotColours,
  zone: Zone,
  width: number,
): uPlot.Options {
  const axis = {
    stroke: colours.text,
    font: FONT,
    grid: { stroke: colours.hairline, width: 1 },
    ticks: { show: false },
  };
  return {
    width,
    height: PLOT_HEIGHT,
    padding: [TOP, HALF_LABEL, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: true }, y: { range: [0, chartTop(data)] } },
    axes: [
      {
        ...axis,
        space: 70,
        size: 26,
        values: (_, splits) =>
          splits.map(s => formatEventTime(s * 1_000, zone).slice(0, 5)),
      },
      { ...axis, size: 44 },
    ],
    series: [
      {},
      {
        stroke: colours.line,
        fill: colours.fill,
        width: 2.2,
        spanGaps: false,
        points: { show: false },
      },
    ],
    hooks: { draw: [plot => drawMarks(plot, data, colours)] },
  };
}

/** Columns for the plot: seconds and values. */
export function plotColumns({ points }: WhyChartData): uPlot.AlignedData {
  return [
    points.map(point => point.atMs / 1_000),
    points.map(point => point.value),
  ];
}

function drawMarks(plot: uPlot, data: WhyChartData, colours: PlotColours) {
  const { ctx } = plot;
  const ratio = plot.height > 0 ? ctx.canvas.height / plot.height : 1;
  ctx.save();
  ctx.font = `${11 * ratio}px system-ui, sans-serif`;
  ctx.lineWidth = 1.4 * ratio;
  ctx.textBaseline = 'bottom';
  data.limits.forEach(limit => drawLimit(plot, limit, colours, ratio));
  data.events.forEach(event => drawEvent(plot, event, colours, ratio));
  ctx.restore();
}

function drawLimit(
  plot: uPlot,
  limit: WhyChartData['limits'][number],
  colours: PlotColours,
  ratio: number,
) {
  const { ctx, bbox } = plot;
  const y = plot.valToPos(limit.value, 'y', true);
  if (y < bbox.top) return;
  ctx.strokeStyle = colours[limit.tone];
  ctx.fillStyle = colours[limit.tone];
  ctx.setLineDash([7 * ratio, 4 * ratio]);
  strokeLine(ctx, [bbox.left, y], [bbox.left + bbox.width, y]);
  ctx.textAlign = 'left';
  ctx.fillText(limit.text, bbox.left + 6 * ratio, y - 4 * ratio);
}

function drawEvent(
  plot: uPlot,
  event: WhyChartData['events'][number],
  colours: PlotColours,
  ratio: number,
) {
  const { ctx, bbox } = plot;
  const x = plot.valToPos(event.atMs / 1_000, 'x', true);
  const right = bbox.left + bbox.width;
  if (x < bbox.left || x > right) return;
  ctx.strokeStyle = colours.text;
  ctx.fillStyle = colours.text;
  ctx.setLineDash([2 * ratio, 3 * ratio]);
  strokeLine(ctx, [x, bbox.top], [x, bbox.top + bbox.height]);
  ctx.textAlign = x > bbox.left + bbox.width / 2 ? 'right' : 'left';
  ctx.fillText(event.text, x, bbox.top - 6 * ratio);
}

function strokeLine(
  ctx: CanvasRenderingContext2D,
  from: [number, number],
  to: [number, number],
) {
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
}
