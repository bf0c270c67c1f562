import { useEffect, useRef, useState } from 'react';
import type { Zone } from '../../format/times';
import { plotColumns, plotOptions, type PlotColours } from './plotOptions';
import styles from './WhyDrawer.module.css';
import type { WhyChartData } from './whyChart';

/**
 * The chart on a canvas. The library comes with the first chart, not with the
 * tab. Readers hear `label`; the table beside it holds the values.
 */
export function WhyPlot(props: {
  data: WhyChartData;
  zone: Zone;
  label: string;
}) {
  const { data, zone } = props;
  const [place, setPlace] = useState<HTMLDivElement | null>(null);
  const latest = useRef({ data, zone });
  latest.current = { data, zone };
  const shape = JSON.stringify([zone, data.title, data.limits, data.events]);
  const plot = usePlot(place, shape, latest);
  useEffect(() => {
    plot?.setData(plotColumns(data));
  }, [plot, data]);
  return (
    <div
      ref={setPlace}
      role="img"
      aria-label={props.label}
      className={styles.plot}
    />
  );
}

type Plot = import('uplot');

/** A plot as long as its place is there; a new one when more than its values changed. */
function usePlot(
  place: HTMLDivElement | null,
  shape: string,
  latest: { current: { data: WhyChartData; zone: Zone } },
): Plot | undefined {
  const [plot, setPlot] = useState<Plot>();
  useEffect(() => {
    if (!place || !canDraw()) return undefined;
    let made: Plot | undefined;
    let isGone = false;
    void import('uplot').then(({ default: UPlot }) => {
      if (isGone) return;
      const { data, zone } = latest.current;
      const options = plotOptions(
        data,
        readColours(place),
        zone,
        place.clientWidth,
      );
      made = new UPlot(options, plotColumns(data), place);
      setPlot(made);
    });
    return () => {
      isGone = true;
      made?.destroy();
    };
  }, [place, shape, latest]);
  return plot;
}

/** A browser without a canvas shows the title and the table. */
function canDraw(): boolean {
  return document.createElement('canvas').getContext('2d') !== null;
}

/** The theme's colours after every `var()` and `color-mix()`: a canvas knows neither. */
function readColours(place: HTMLElement): PlotColours {
  const probe = document.createElement('span');
  place.append(probe);
  const read = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    text: read('--rt-muted'),
    hairline: read('--rt-hairline'),
    line: read('--rt-subject'),
    fill: read('--rt-subject-fill'),
    warning: read('--bui-warning-fg-subdued'),
    critical: read('--bui-negative-fg-subdued'),
  };
  probe.remove();
  return colours;
}
