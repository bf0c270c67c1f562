import { useEffect, useRef, useState } from 'react';
import type { Zone } from '../../format/times';
import plotStyles from '../../plot/Plot.module.css';
import { usePlot } from '../../plot/usePlot';
import { drawSoon } from '../../plot/whenNear';
import {
  CHART_HEIGHT,
  canaryPlotColumns,
  canaryPlotOptions,
} from './canaryPlot';
import type { ChartData } from './chartData';

/** The lines on a canvas. Readers hear `label`; the table beside it holds the values. */
export function CanaryPlot(props: {
  data: ChartData;
  zone: Zone;
  group: string;
  label: string;
  onHover(index: number | undefined): void;
  onFailed(): void;
}) {
  const { data, zone, group } = props;
  const [place, setPlace] = useState<HTMLDivElement | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const lines = data.lines.map(({ role, nth }) => `${role}${nth}`);
  const plot = usePlot(
    place,
    JSON.stringify([zone, group, lines]),
    (at, colours) => ({
      options: canaryPlotOptions({
        colours,
        zone,
        width: at.clientWidth,
        group,
        latest: () => latest.current.data,
        onHover: index => latest.current.onHover(index),
      }),
      data: canaryPlotColumns(data),
    }),
    props.onFailed,
  );
  useEffect(() => {
    if (!plot) return undefined;
    let isReplaced = false;
    // A hundred charts get new samples at one moment: one is drawn a frame.
    drawSoon(() => !isReplaced && plot.setData(canaryPlotColumns(data)));
    return () => {
      isReplaced = true;
    };
  }, [plot, data]);
  return (
    <div
      ref={setPlace}
      role="img"
      aria-label={props.label}
      className={plotStyles.plot}
      style={{ minHeight: CHART_HEIGHT }}
    />
  );
}
