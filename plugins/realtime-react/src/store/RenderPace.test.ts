import { RenderPace } from './RenderPace';

/** Renders as often as the pace allows for `forMs`, asked every 10 ms; when each began. */
function renderFor(
  pace: RenderPace,
  fromMs: number,
  forMs: number,
  costMs: number,
) {
  const begun: number[] = [];
  for (let nowMs = fromMs; nowMs < fromMs + forMs; nowMs += 10) {
    if (pace.waitMs(nowMs) > 0) continue;
    begun.push(nowMs);
    pace.begin(nowMs);
    pace.end(costMs);
  }
  return begun;
}

describe('the pace of rendering', () => {
  it('allows a render at every paint while renders cost next to nothing', () => {
    expect(renderFor(new RenderPace(), 0, 1_000, 1)).toHaveLength(100);
  });

  it.each([
    { costMs: 20, everyMs: 250 },
    { costMs: 35, everyMs: 250 },
    { costMs: 50, everyMs: 350 },
    { costMs: 100, everyMs: 700 },
    { costMs: 400, everyMs: 1_000 },
  ])(
    'settles at one render in $everyMs ms when a render takes $costMs ms',
    ({ costMs, everyMs }) => {
      const pace = new RenderPace();
      renderFor(pace, 0, 10_000, costMs);
      const begun = renderFor(pace, 10_000, 10_000, costMs);
      const gaps = begun.slice(1).map((atMs, i) => atMs - begun[i]);
      expect(new Set(gaps)).toEqual(new Set([everyMs]));
    },
  );

  it('lets three renders follow at once after a calm time, and tells how long the fourth waits', () => {
    const pace = new RenderPace();
    renderFor(pace, 0, 10_000, 30);
    const waits = [0, 0, 0, 0].map(() => {
      const waitMs = pace.waitMs(60_000);
      if (waitMs === 0) pace.begin(60_000);
      return waitMs;
    });
    expect(waits).toEqual([0, 0, 0, 250]);
  });

  it('shows a lone record at once however dear the renders are', () => {
    const pace = new RenderPace();
    renderFor(pace, 0, 10_000, 400);
    expect(pace.waitMs(14_000)).toBe(0);
  });

  it('keeps the wait within a second after many urgent renders', () => {
    const pace = new RenderPace();
    for (let i = 0; i < 100; i += 1) {
      pace.begin(5_000);
      pace.end(2_000);
    }
    expect(pace.waitMs(5_000)).toBe(1_000);
    expect(pace.waitMs(6_000)).toBe(0);
  });

  it('takes a clock that was set back for no cost', () => {
    const pace = new RenderPace();
    pace.end(-5_000);
    expect(pace.waitMs(0)).toBe(0);
  });
});
