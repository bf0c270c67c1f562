import type uPlot from 'uplot';

type UPlot = typeof uPlot;

/** Draws of places that are near, first come first served; one a frame. */
const waiting: Array<() => void> = [];
let isRunning = false;

function runNext(): void {
  const next = waiting.shift();
  isRunning = next !== undefined;
  if (!next) return;
  // Whatever one draw does, the others have their frame.
  requestAnimationFrame(runNext);
  next();
}

/** Calls `draw` in a frame soon, after those that wait already. */
export function drawSoon(draw: () => void): void {
  waiting.push(draw);
  if (isRunning) return;
  isRunning = true;
  requestAnimationFrame(runNext);
}

/** A place within this distance of the view is drawn ahead of the scrolling. */
const AHEAD = '200px';

let loading: Promise<UPlot> | undefined;

/**
 * The library, once for all: one that stopped midway, as where the language of
 * the browser is no language tag, would be there half when asked for again.
 * What the network failed to bring is asked for anew.
 */
function loadLibrary(): Promise<UPlot> {
  loading ??= import('uplot').then(
    ({ default: library }) => library,
    error => {
      if (error?.name === 'ChunkLoadError') loading = undefined;
      throw error;
    },
  );
  return loading;
}

/**
 * Calls `draw` with the library once the place is near the view; at once where
 * nearness is not known. `onFailed`: the library cannot be loaded or does not
 * run in this browser. The returned function calls it off.
 */
export function whenNear(
  place: HTMLElement,
  draw: (library: UPlot) => void,
  onFailed: () => void,
  load: () => Promise<UPlot> = loadLibrary,
): () => void {
  let isGone = false;
  const fail = () => {
    if (!isGone) onFailed();
  };
  const drawOrFail = (library: UPlot) => {
    try {
      if (!isGone) draw(library);
    } catch {
      fail();
    }
  };
  const unwatch = watchNear(
    place,
    () =>
      void load().then(library => drawSoon(() => drawOrFail(library)), fail),
  );
  return () => {
    isGone = true;
    unwatch();
  };
}

function watchNear(place: HTMLElement, onNear: () => void): () => void {
  if (typeof IntersectionObserver === 'undefined') {
    onNear();
    return () => undefined;
  }
  const observer = new IntersectionObserver(
    entries => {
      if (!entries.some(entry => entry.isIntersecting)) return;
      observer.disconnect();
      onNear();
    },
    { rootMargin: AHEAD },
  );
  observer.observe(place);
  return () => observer.disconnect();
}
