import {
  known,
  missing,
  type Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import { classifyLag, type LagFacts, type LagState } from './classify';
import type { Trend } from './trend';

const UP: Trend = { direction: 'up', slope: 0.01, samples: 30 };
const DOWN: Trend = { direction: 'down', slope: -0.5, samples: 30 };
const NONE: Trend = { direction: 'none', slope: 0, samples: 30 };
const LEARNING: Trend = { direction: 'learning', slope: 0, samples: 3 };

const late = (ms: number) => ({
  committed: known(100),
  lagTime: known({ ms, method: 'record' as const }),
});

const facts = (more: Partial<LagFacts>): LagFacts => ({
  start: known(0),
  end: known(1000),
  committed: known(1000),
  lagTime: known({ ms: 0, method: 'record' }),
  isAssigned: true,
  unmovedMs: 0,
  quietMs: 0,
  recent: () => NONE,
  long: () => NONE,
  limits: {
    graceMs: 60_000,
    warnMs: 60_000,
    criticalMs: 300_000,
    horizonMs: 21_600_000,
  },
  ...more,
});

const RESIDUE = {
  committed: known(999),
  lagTime: missing('learning'),
  quietMs: 600_000,
};

it.each<[string, Partial<LagFacts>, LagState, Verdict]>([
  ['no end', { end: missing('no-leader') }, 'unknown', 'unknown'],
  [
    'a commit withheld',
    { committed: missing('no-permission') },
    'unknown',
    'unknown',
  ],
  [
    'a commit left out',
    { committed: missing('no-data') },
    'unknown',
    'unknown',
  ],
  [
    'no commit and data',
    { committed: missing('no-commit') },
    'no-commit',
    'info',
  ],
  [
    'no commit and no data',
    { committed: missing('no-commit'), end: known(0) },
    'idle',
    'ok',
  ],
  [
    'no commit and no start',
    { committed: missing('no-commit'), start: missing('timeout') },
    'unknown',
    'unknown',
  ],
  [
    'a commit before the start',
    { committed: known(5), start: known(6) },
    'data-lost',
    'critical',
  ],
  ['a commit past the end', { committed: known(1001) }, 'ahead', 'warning'],
  ['nothing left', {}, 'caught-up', 'ok'],
  [
    'control batches left',
    { committed: known(998), isOnlyControl: true },
    'control-only',
    'ok',
  ],
  ['one offset on a quiet topic', RESIDUE, 'residue', 'info'],
  [
    'five offsets on a quiet topic',
    { ...RESIDUE, committed: known(995) },
    'residue',
    'info',
  ],
  [
    'six offsets on a quiet topic',
    { ...RESIDUE, committed: known(994) },
    'unknown',
    'unknown',
  ],
  [
    'one offset on a topic not quiet for long',
    { ...RESIDUE, quietMs: 59_999 },
    'unknown',
    'unknown',
  ],
  [
    'one offset on a quiet topic whose age the broker tells',
    {
      ...RESIDUE,
      lagTime: known({ ms: 900_000, method: 'offsets-at-time' as const }),
      unmovedMs: 900_000,
    },
    'residue',
    'info',
  ],
  [
    'one offset that is a record',
    { ...RESIDUE, isOnlyControl: false, ...late(90_000), unmovedMs: 90_000 },
    'stalled',
    'warning',
  ],
  [
    'a marker that retention took',
    { ...RESIDUE, start: known(1000) },
    'residue',
    'info',
  ],
  [
    'a record that retention took',
    { ...RESIDUE, start: known(1000), isOnlyControl: false },
    'data-lost',
    'critical',
  ],
  [
    'an age that is not known',
    { committed: known(1), lagTime: missing('learning') },
    'unknown',
    'unknown',
  ],
  [
    'unmoved, not old enough',
    { ...late(59_999), unmovedMs: 90_000 },
    'keeping-up',
    'ok',
  ],
  [
    'old, but moving',
    { ...late(61_000), unmovedMs: 5000 },
    'lagging',
    'warning',
  ],
  [
    'unmoved for the grace',
    { ...late(60_000), unmovedMs: 60_000 },
    'stalled',
    'warning',
  ],
  [
    'unmoved for twice the grace',
    { ...late(120_000), unmovedMs: 120_000 },
    'stalled',
    'critical',
  ],
  [
    'unmoved and near the end of retention',
    { ...late(60_000), unmovedMs: 60_000, used: 0.8 },
    'stalled',
    'critical',
  ],
  [
    'unmoved, and nobody reads',
    { ...late(60_000), unmovedMs: 60_000, isAssigned: false },
    'stopped',
    'warning',
  ],
  [
    'unmoved, members not known',
    { ...late(60_000), unmovedMs: 60_000, isAssigned: undefined },
    'stalled',
    'warning',
  ],
  ['at the limit', late(60_000), 'keeping-up', 'ok'],
  ['over the limit', late(60_001), 'lagging', 'warning'],
  ['over the critical limit', late(300_001), 'lagging', 'critical'],
  [
    'over the critical limit, falling',
    { ...late(300_001), recent: () => DOWN },
    'catching-up',
    'warning',
  ],
  [
    'heading over the limit',
    { ...late(30_000), long: () => UP },
    'falling-behind',
    'warning',
  ],
  [
    'heading up, but not as far',
    { ...late(30_000), long: () => ({ ...UP, slope: 0.001 }) },
    'keeping-up',
    'ok',
  ],
  [
    'heading somewhere not known yet',
    { ...late(30_000), long: () => LEARNING },
    'keeping-up',
    'ok',
  ],
])('%s', (_, more, state, verdict) => {
  expect(classifyLag(facts(more))).toMatchObject({ state, verdict });
});

it('tells when it will be over, at the pace of the trend', () => {
  const found = classifyLag(facts({ ...late(100_000), recent: () => DOWN }));
  expect(found.etaMs).toBe(200_000);
});

it('tells when the next limit is passed, where the trend says so', () => {
  const rising = classifyLag(facts({ ...late(100_000), recent: () => UP }));
  expect(rising.breachMs).toBe(20_000_000);
  const heading = classifyLag(facts({ ...late(30_000), long: () => UP }));
  expect(heading.breachMs).toBe(3_000_000);
  expect(classifyLag(facts(late(100_000))).breachMs).toBeUndefined();
});

it('does not work out a trend that cannot matter', () => {
  const never = () => {
    throw new Error('asked for a trend');
  };
  const found = classifyLag(
    facts({ ...late(8_000), recent: never, long: never }),
  );
  expect(found.state).toBe('keeping-up');
});
