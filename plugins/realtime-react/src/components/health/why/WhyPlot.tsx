import { useEffect, useState } from 'react';
import type { Zone } from '../../format/times';
import plotStyles from '../../plot/Plot.module.css';
import { usePlot } from '../../plot/usePlot';
import { PLOT_HEIGHT, plotColumns, plotOptions } from './plotOptions';
import type { WhyChartData } from './whyChart';

/** The chart on a canvas. Readers hear `label`; the table beside it holds the values. */
export function WhyPlot(props: {
  data: WhyChartData;
  zone: Zone;
  label: string;
  onFailed(): void;
}) {
  const { data, zone } = props;
  const [place, setPlace] = useState<HTMLDivElement | null>(null);
  const shape = JSON.stringify([zone, data.title, data.limits, data.events]);
  const plot = usePlot(
    place,
    shape,
    (at, colours) => ({
      options: plotOptions(data, colours, zone, at.clientWidth),
      data: plotColumns(data),
    }),
    props.onFailed,
  );
  useEffect(() => {
    plot?.setData(plotColumns(data));
  }, [plot, data]);
  return (
    <div
      ref={setPlace}
      role="img"
      aria-label={props.label}
      className={plotStyles.plot}
      style={{ minHeight: PLOT_HEIGHT }}
    />
  );
}
