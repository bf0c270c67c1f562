/**
 * The page as the store sees it: when it paints, and whether anybody looks.
 * @public
 */
export interface Scheduler {
  /** Calls `fn` once before the next paint, or within a second on a hidden page; the answer cancels it. */
  beforePaint(fn: () => void): () => void;
  /**
   * Calls `fn` once what `beforePaint` changed is on screen; the answer cancels
   * it. A page without it is not measured, and told of new records at every paint.
   */
  afterPaint?(fn: () => void): () => void;
  isHidden(): boolean;
  /** Calls `fn` after every change of {@link Scheduler.isHidden}; the answer stops it. */
  onHiddenChange(fn: () => void): () => void;
  /** Calls `fn` when a person uses the page; the answer stops it. */
  onPresence(fn: () => void): () => void;
}

/** Hidden pages do not paint; their counts are brought up to date this often, in ms. */
const HIDDEN_MS = 1_000;

const PRESENCE_EVENTS = ['pointerdown', 'keydown', 'wheel'] as const;

/** The scheduler of a browser page. @public */
export function createPageScheduler(page: Document = document): Scheduler {
  return {
    beforePaint: fn =>
      page.hidden ? onTimeout(fn, HIDDEN_MS) : onFrame(fn, page),
    // Called in a frame, the next task comes after its layout and paint.
    afterPaint: fn => onTimeout(fn, 0),
    isHidden: () => page.hidden,
    onHiddenChange: fn => listen(page, ['visibilitychange'], fn),
    onPresence: fn => listen(page, PRESENCE_EVENTS, fn),
  };
}

/** A page hidden before its frame comes would never paint; the timer then does. */
function onFrame(fn: () => void, page: Document): () => void {
  const run = () => {
    stop();
    fn();
  };
  const frame = requestAnimationFrame(run);
  const unlisten = listen(page, ['visibilitychange'], run);
  const stop = () => {
    cancelAnimationFrame(frame);
    unlisten();
  };
  return stop;
}

function onTimeout(fn: () => void, ms: number): () => void {
  const timer = setTimeout(fn, ms);
  return () => clearTimeout(timer);
}

function listen(
  page: Document,
  events: readonly string[],
  fn: () => void,
): () => void {
  const options = { passive: true, capture: true };
  for (const event of events) page.addEventListener(event, fn, options);
  return () => {
    for (const event of events) page.removeEventListener(event, fn, options);
  };
}
