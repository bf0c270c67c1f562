import type uPlot from 'uplot';
import type { PlotColours } from './plotColours';

/** A horizontal line with its text, in the unit of the chart. */
export interface LimitLine {
  text: string;
  value: number;
  tone: 'warning' | 'critical';
}

/** A vertical line with a text on top. */
export interface EventMark {
  atMs: number;
  text: string;
}

/** Font of everything on a canvas, in CSS pixels. */
export const PLOT_FONT = '11px system-ui, sans-serif';

/** Room above a plot for the texts of events, in CSS pixels. */
export const EVENT_ROOM = 20;

/** Limits and events over the lines; of texts that would overlap the first stands. */
export function drawMarks(
  plot: uPlot,
  marks: { limits: LimitLine[]; events: EventMark[] },
  colours: PlotColours,
): void {
  const { ctx } = plot;
  const ratio = plot.height > 0 ? ctx.canvas.height / plot.height : 1;
  const pen: Pen = { plot, colours, ratio, taken: [] };
  ctx.save();
  ctx.font = `${11 * ratio}px system-ui, sans-serif`;
  ctx.lineWidth = 1.4 * ratio;
  ctx.textBaseline = 'bottom';
  marks.limits.forEach(limit => drawLimit(pen, limit));
  marks.events.forEach(event => drawEvent(pen, event));
  ctx.restore();
}

interface Pen {
  plot: uPlot;
  colours: PlotColours;
  /** Canvas pixels of one CSS pixel. */
  ratio: number;
  /** Where texts of events stand. */
  taken: Array<[from: number, to: number]>;
}

function drawLimit({ plot, colours, ratio }: Pen, limit: LimitLine): void {
  const { ctx, bbox } = plot;
  const y = plot.valToPos(limit.value, 'y', true);
  if (y < bbox.top || y > bbox.top + bbox.height) return;
  ctx.strokeStyle = colours[limit.tone];
  ctx.fillStyle = colours[limit.tone];
  ctx.setLineDash([7 * ratio, 4 * ratio]);
  strokeLine(ctx, [bbox.left, y], [bbox.left + bbox.width, y]);
  ctx.textAlign = 'left';
  ctx.fillText(limit.text, bbox.left + 6 * ratio, y - 2 * ratio);
}

function drawEvent(pen: Pen, event: EventMark): void {
  const { plot, colours, ratio } = pen;
  const { ctx, bbox } = plot;
  const x = plot.valToPos(event.atMs / 1_000, 'x', true);
  const right = bbox.left + bbox.width;
  if (x < bbox.left || x > right) return;
  ctx.strokeStyle = colours.baseline;
  ctx.fillStyle = colours.text;
  ctx.setLineDash([2 * ratio, 3 * ratio]);
  strokeLine(ctx, [x, bbox.top - 4 * ratio], [x, bbox.top + bbox.height]);
  const width = ctx.measureText(event.text).width;
  const isLeft = x + 3 * ratio + width <= ctx.canvas.width;
  const from = isLeft ? x + 3 * ratio : ctx.canvas.width - width;
  if (pen.taken.some(([a, b]) => from < b && from + width > a)) return;
  pen.taken.push([from - 6 * ratio, from + width + 6 * ratio]);
  ctx.textAlign = 'left';
  ctx.fillText(event.text, from, bbox.top - 4 * ratio);
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
