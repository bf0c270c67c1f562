import type uPlot from 'uplot';
import { formatEventTime, type Zone } from '../format/times';
import { PLOT_FONT } from './drawMarks';
import type { ColoursNow } from './plotColours';

/** Seconds between two times below a plot: those that people count in. */
const TIME_STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800,
  21_600, 43_200, 86_400,
];

/** Axes of a plot: times of the reader's zone below, values left. */
export function plotAxes(colours: ColoursNow, zone: Zone): uPlot.Axis[] {
  const axis = {
    stroke: () => colours().text,
    font: PLOT_FONT,
    grid: { stroke: () => colours().hairline, width: 1 },
    ticks: { show: false },
  };
  return [
    {
      ...axis,
      incrs: TIME_STEPS,
      space: 70,
      size: 26,
      values: (_plot, splits, _axis, _space, stepSeconds) =>
        splits.map(seconds =>
          formatEventTime(seconds * 1_000, zone).slice(
            0,
            stepSeconds < 60 ? 8 : 5,
          ),
        ),
    },
    { ...axis, size: 44 },
  ];
}
