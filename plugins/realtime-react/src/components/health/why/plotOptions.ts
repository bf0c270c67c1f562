import type uPlot from 'uplot';
import type { Zone } from '../../format/times';
import { plotAxes } from '../../plot/plotAxes';
import type { ColoursNow } from '../../plot/plotColours';
import { drawMarks, EVENT_ROOM } from '../../plot/drawMarks';
import { plotTop } from '../../plot/plotTop';
import type { WhyChartData } from './whyChart';

/** Height of the chart in pixels, axes included. */
export const PLOT_HEIGHT = 190;

/** Room right of the plot for half of the last time below it. */
const HALF_LABEL = 18;

/** Options of the plot: from zero, no smoothing, gaps as gaps, limits and events drawn over it. */
export function plotOptions(
  data: WhyChartData,
  colours: ColoursNow,
  zone: Zone,
  width: number,
): uPlot.Options {
  const top = plotTop(
    data.points.map(point => point.value),
    data.limits.map(limit => limit.value),
  );
  return {
    width,
    height: PLOT_HEIGHT,
    padding: [EVENT_ROOM, HALF_LABEL, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: true }, y: { range: [0, top] } },
    axes: plotAxes(colours, zone),
    series: [
      {},
      {
        stroke: () => colours().subject,
        fill: () => colours().fill,
        width: 2.2,
        spanGaps: false,
        points: { show: false },
      },
    ],
    hooks: { draw: [plot => drawMarks(plot, data, colours())] },
  };
}

/** Columns for the plot: seconds and values. */
export function plotColumns({ points }: WhyChartData): uPlot.AlignedData {
  return [
    points.map(point => point.atMs / 1_000),
    points.map(point => point.value),
  ];
}
