import type { Verdict } from '@backstage-realtime/plugin-realtime-common';
import { holdResults } from './hold';
import type { HealthMemory, RawResult } from './types';

const MINUTE = 60_000;

const raw = (verdict: Verdict, more: Partial<RawResult> = {}): RawResult => ({
  check: 'isr.at-min',
  subject: { system: 'a', topic: 't' },
  verdict,
  finding: { sentence: `${verdict}`, values: {} },
  rule: [],
  limits: [],
  evidence: [],
  next: [],
  sources: [],
  ...more,
});

/** Feeds one reading after another; `at` is in minutes. */
const feed = (readings: Array<[at: number, result: RawResult]>) => {
  let memory: HealthMemory = new Map();
  return readings.map(([at, result]) => {
    const held = holdResults([result], memory, at * MINUTE);
    memory = held.memory;
    return held.results[0];
  });
};

const verdictsOf = (readings: Array<[number, RawResult]>) =>
  feed(readings).map(({ verdict }) => verdict);

const TWO_MINUTES = { hold: { forMs: 2 * MINUTE } };
const TWICE = { hold: { readings: 2 } };
const CLEARS = { hold: { clearMs: 20 * MINUTE } };

it.each<[string, Array<[number, RawResult]>, Verdict[]]>([
  [
    'counts at once without a hold',
    [
      [0, raw('ok')],
      [1, raw('warning')],
    ],
    ['ok', 'warning'],
  ],
  [
    'counts once it has held long enough, and not before',
    [
      [0, raw('ok')],
      [1, raw('warning', TWO_MINUTES)],
      [2.9, raw('warning', TWO_MINUTES)],
      [3, raw('warning', TWO_MINUTES)],
    ],
    ['ok', 'ok', 'ok', 'warning'],
  ],
  [
    'begins to wait anew after a good reading',
    [
      [0, raw('warning', TWO_MINUTES)],
      [1, raw('ok')],
      [2, raw('warning', TWO_MINUTES)],
      [3.9, raw('warning', TWO_MINUTES)],
    ],
    ['ok', 'ok', 'ok', 'ok'],
  ],
  [
    'wants to be seen twice',
    [
      [0, raw('ok')],
      [1, raw('critical', TWICE)],
      [2, raw('critical', TWICE)],
    ],
    ['ok', 'ok', 'critical'],
  ],
  [
    'is not known, rather than well, before a critical one is seen twice',
    [
      [0, raw('critical', TWICE)],
      [1, raw('critical', TWICE)],
    ],
    ['unknown', 'critical'],
  ],
  [
    'clears only after its time',
    [
      [0, raw('warning', CLEARS)],
      [1, raw('ok')],
      [20.9, raw('ok')],
      [21, raw('ok')],
    ],
    ['warning', 'warning', 'warning', 'ok'],
  ],
  [
    'stays when it comes back while it clears',
    [
      [0, raw('warning', CLEARS)],
      [1, raw('ok')],
      [15, raw('warning', CLEARS)],
      [30, raw('ok')],
      [49, raw('ok')],
    ],
    ['warning', 'warning', 'warning', 'warning', 'warning'],
  ],
  [
    'gets worse at once',
    [
      [0, raw('warning')],
      [1, raw('critical')],
    ],
    ['warning', 'critical'],
  ],
  [
    'is unknown at once',
    [
      [0, raw('warning', CLEARS)],
      [1, raw('unknown')],
    ],
    ['warning', 'unknown'],
  ],
  [
    'goes on after a short time of not knowing',
    [
      [0, raw('warning', CLEARS)],
      [1, raw('unknown')],
      [10, raw('ok')],
    ],
    ['warning', 'unknown', 'warning'],
  ],
  [
    'begins anew after a long time of not knowing',
    [
      [0, raw('warning', CLEARS)],
      [1, raw('unknown')],
      [17, raw('ok')],
    ],
    ['warning', 'unknown', 'ok'],
  ],
])('a verdict %s', (_, readings, verdicts) => {
  expect(verdictsOf(readings)).toEqual(verdicts);
});

it('stands since it turned, and not since it was last seen', () => {
  const results = feed([
    [0, raw('ok')],
    [1, raw('warning')],
    [2, raw('unknown')],
    [3, raw('warning')],
    [4, raw('critical')],
  ]);
  expect(results.map(({ sinceMs }) => sinceMs / MINUTE)).toEqual([
    0, 1, 2, 1, 4,
  ]);
});

it('shows what it waits for and how long', () => {
  const [, waiting, raised] = feed([
    [0, raw('ok')],
    [1, raw('warning', TWO_MINUTES)],
    [3, raw('warning', TWO_MINUTES)],
  ]);
  expect(waiting.pending).toEqual({
    verdict: 'warning',
    heldMs: 0,
    holdMs: 2 * MINUTE,
  });
  expect(raised.pending).toBeUndefined();
  const [, , clearing] = feed([
    [0, raw('warning', CLEARS)],
    [1, raw('ok')],
    [4, raw('ok')],
  ]);
  expect(clearing.pending).toEqual({
    verdict: 'ok',
    heldMs: 3 * MINUTE,
    holdMs: 20 * MINUTE,
  });
});

it('shows how many readings it has of those it waits for', () => {
  const twice = { hold: { readings: 2 } };
  const [, waiting, raised] = feed([
    [0, raw('ok')],
    [1, raw('critical', twice)],
    [2, raw('critical', twice)],
  ]);
  expect(waiting.pending).toMatchObject({ readings: { held: 1, needed: 2 } });
  expect(raised.pending).toBeUndefined();
});

it('keeps on show what was found while it clears, where that is asked for', () => {
  const sticky = { hold: { clearMs: 20 * MINUTE, keepsFinding: true } };
  const [, clearing, over] = feed([
    [0, raw('critical', sticky)],
    [1, raw('ok')],
    [22, raw('ok')],
  ]);
  expect(clearing.finding.sentence).toBe('critical');
  expect(over.finding.sentence).toBe('ok');
});

it('is one result over time whichever partition it points at', () => {
  const at = (partition: number) =>
    raw('warning', { subject: { system: 'a', topic: 't', partition } });
  const [first, second] = feed([
    [0, at(1)],
    [1, at(2)],
  ]);
  expect(second.key).toBe(first.key);
  expect(second.sinceMs).toBe(0);
});

it('tells results apart whose names hold the sign between them', () => {
  const of = (topic: string, group: string) =>
    raw('ok', { subject: { system: 'a', topic, group } });
  const { results } = holdResults(
    [of('x/y', 'z'), of('x', 'y/z')],
    new Map(),
    0,
  );
  expect(results[0].key).not.toBe(results[1].key);
});

it('forgets what is not asked any more, and leaves its input alone', () => {
  const before = holdResults([raw('warning')], new Map(), 0).memory;
  expect(holdResults([], before, MINUTE).memory.size).toBe(0);
  expect(before.size).toBe(1);
});
