const FAKEABLE = [
  'Date',
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'requestIdleCallback',
  'cancelIdleCallback',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

/** Only the page's own clock stands still; promises and the accessibility check go on. */
export function standStill(): void {
  beforeEach(() => {
    jest.useFakeTimers({
      doNotFake: FAKEABLE.filter(n => !n.endsWith('Interval')),
    });
  });
  afterEach(() => {
    jest.useRealTimers();
  });
}
