import type uPlot from 'uplot';
import { useEffect, useRef, useState } from 'react';
import { coloursAt, followTheme, type ColoursNow } from './plotColours';
import { drawSoon, whenNear } from './whenNear';

/** What a plot is made of, asked for when its place is there. */
export type MakePlot = (
  place: HTMLDivElement,
  colours: ColoursNow,
) => {
  options: uPlot.Options;
  data: uPlot.AlignedData;
};

/**
 * A plot as long as its place is there; a new one when `shape` changes. The
 * library comes with the first plot, and a plot when its place comes near the
 * view, one a frame: a page of a hundred charts stays responsive. Without the
 * library `onFailed` can show the values in another way.
 */
export function usePlot(
  place: HTMLDivElement | null,
  shape: string,
  make: MakePlot,
  onFailed: () => void,
): uPlot | undefined {
  const [plot, setPlot] = useState<uPlot>();
  const latest = useRef({ make, onFailed });
  latest.current = { make, onFailed };
  useEffect(() => {
    if (!place || !canDraw()) return undefined;
    let made: uPlot | undefined;
    const forget = whenNear(
      place,
      UPlot => {
        const { options, data } = latest.current.make(place, coloursAt(place));
        made = new UPlot(options, data, place);
        setPlot(made);
      },
      () => latest.current.onFailed(),
    );
    const unfollow = followWidth(place, () => made);
    const unfollowTheme = followTheme(() =>
      drawSoon(() => made?.redraw(false)),
    );
    return () => {
      forget();
      unfollow();
      unfollowTheme();
      setPlot(undefined);
      made?.destroy();
      made = undefined;
    };
  }, [place, shape]);
  return plot;
}

/** A browser without a canvas shows the title and the table. */
function canDraw(): boolean {
  return document.createElement('canvas').getContext('2d') !== null;
}

/** Keeps the plot as wide as its place. */
function followWidth(
  place: HTMLElement,
  plotOf: () => uPlot | undefined,
): () => void {
  if (typeof ResizeObserver === 'undefined') return () => undefined;
  const observer = new ResizeObserver(() => {
    const plot = plotOf();
    const width = place.clientWidth;
    if (plot && width > 0 && width !== plot.width)
      plot.setSize({ width, height: plot.height });
  });
  observer.observe(place);
  return () => observer.disconnect();
}
