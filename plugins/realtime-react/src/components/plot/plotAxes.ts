import type uPlot from 'uplot';
import { formatEventTime, type Zone } from '../format/times';
import { PLOT_FONT } from './drawMarks';
import type { PlotColours } from './plotColours';

/** Axes of a plot: times of the reader's zone below, values left. */
export function plotAxes(colours: PlotColours, zone: Zone): uPlot.Axis[] {
  const axis = {
    stroke: colours.text,
    font: PLOT_FONT,
    grid: { stroke: colours.hairline, width: 1 },
    ticks: { show: false },
  };
  return [
    {
      ...axis,
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
