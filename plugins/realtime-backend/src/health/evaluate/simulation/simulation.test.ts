import { formatFinding } from '@backstage-realtime/plugin-realtime-common';
import { aScope, GROUP } from '../testUtils/builders';
import { noisy, randomFrom } from './random';
import { simulate, type Judged, type Traffic } from './simulate';

const MINUTE = 60;
const HOUR = 3600;

/** Service with a noise of a fifth. */
const served = (rate: number, seed = 1) => noisy(rate, 0.2, randomFrom(seed));

const lagOf = ({ health }: Judged) => {
  const found = health.checks.find(({ check }) => check === 'lag.time');
  if (!found) throw new Error('lag.time was not judged');
  return found;
};

const stateOf = ({ health }: Judged) =>
  health.groups.find(({ group }) => group === GROUP)!.byPartition[0].lagState;

const verdicts = (judged: Judged[]) =>
  new Set(judged.map(each => lagOf(each).verdict));

const firstWith = (judged: Judged[], verdict: string) =>
  judged.find(each => lagOf(each).verdict === verdict)?.second;

const shareOf = (judged: Judged[], verdict: string) =>
  judged.filter(each => lagOf(each).verdict === verdict).length / judged.length;

const REALTIME = aScope({ tags: ['realtime'] });

describe('a group that keeps up is well all the time', () => {
  it.each<[string, Traffic]>([
    [
      'one ping in 5 s with a commit every 5 s, for 2 h, limits 15 and 60 s',
      {
        seconds: 2 * HOUR,
        produce: second => (second % 5 === 0 ? 1 : 0),
        serve: () => 100,
        scope: REALTIME,
      },
    ],
    [
      'caught up, then 2 h of silence',
      {
        seconds: 3 * HOUR,
        produce: second => (second < HOUR ? 100 : 0),
        serve: () => 200,
      },
    ],
    [
      'one record in half an hour',
      {
        seconds: 4 * HOUR,
        produce: second => (second % (30 * MINUTE) === 7 ? 1 : 0),
        serve: () => 10,
      },
    ],
    ...[1, 2, 3].flatMap(seed =>
      [seed === 1 ? 130 : 105].map((rate): [string, Traffic] => [
        `100/s in, ${rate}/s out with noise ${seed}, for 4 h`,
        {
          seconds: 4 * HOUR,
          produce: () => 100,
          serve: served(rate, seed),
        },
      ]),
    ),
    [
      'an idle exactly-once topic whose last offset is a marker',
      {
        seconds: HOUR,
        pastSeconds: HOUR,
        produce: second => (second < 0 ? 10 : 0),
        serve: () => 100,
        hasMarker: true,
      },
    ],
  ])('%s', (_, traffic) => {
    expect(verdicts(simulate(traffic))).toEqual(new Set(['ok']));
  });
});

describe('a leak', () => {
  it.each([1, 2])(
    'of 100/s in and 99/s out is seen within two hours and stays seen, noise %i',
    seed => {
      const judged = simulate({
        seconds: 4 * HOUR,
        produce: () => 100,
        serve: served(99, seed),
      });
      const first = firstWith(judged, 'warning')!;
      expect(first).toBeGreaterThan(45 * MINUTE);
      expect(first).toBeLessThanOrEqual(120 * MINUTE);
      const after = judged.filter(({ second }) => second >= first);
      expect(verdicts(after)).not.toContain('ok');
    },
  );

  it('says how long it takes until the limit is broken', () => {
    const judged = simulate({
      seconds: 2.2 * HOUR,
      produce: () => 100,
      serve: () => 99.6,
    });
    const first = judged.find(each => lagOf(each).verdict === 'warning')!;
    expect(first.second).toBeGreaterThanOrEqual(95 * MINUTE);
    expect(first.second).toBeLessThanOrEqual(120 * MINUTE);
    expect(stateOf(first)).toBe('falling-behind');
    expect(formatFinding(lagOf(first).finding)).toMatch(
      /^ws-gateway falls behind on pong_topic p0: \d\d s now, over the limit of 1 min in (2 h|1 h \d+ min|2 h \d+ min)$/,
    );
  });
});

describe('a group that stands still', () => {
  const STOP = 30 * MINUTE;

  it('at a record it cannot read is a warning after a minute and critical after two', () => {
    const judged = simulate({
      seconds: HOUR,
      produce: () => 100,
      serve: second => (second < STOP ? 200 : 0),
    });
    expect(firstWith(judged, 'warning')! - STOP).toBeLessThanOrEqual(75);
    expect(firstWith(judged, 'critical')! - STOP).toBeLessThanOrEqual(135);
    expect(stateOf(judged.at(-1)!)).toBe('stalled');
    expect(formatFinding(lagOf(judged.at(-1)!).finding)).toMatch(
      /^ws-gateway has not moved on pong_topic p0 for 29 min/,
    );
  });

  it('because its process died is told as stopped', () => {
    const judged = simulate({
      seconds: HOUR,
      produce: () => 200,
      serve: () => 400,
      isRunning: second => second < STOP,
    });
    expect(firstWith(judged, 'warning')! - STOP).toBeLessThanOrEqual(75);
    expect(firstWith(judged, 'critical')! - STOP).toBeLessThanOrEqual(135);
    expect(stateOf(judged.at(-1)!)).toBe('stopped');
  });

  it('for 5 min is critical, then catching up with a time, then well', () => {
    const judged = simulate({
      seconds: 2 * HOUR,
      produce: () => 100,
      serve: second => (second >= STOP && second < STOP + 5 * MINUTE ? 0 : 130),
    });
    expect(shareOf(judged, 'critical')).toBeGreaterThan(0.02);
    expect(shareOf(judged, 'critical')).toBeLessThan(0.06);
    expect(shareOf(judged, 'warning')).toBeGreaterThan(0.06);
    expect(shareOf(judged, 'warning')).toBeLessThan(0.14);
    const recovering = judged.find(
      ({ second }) => second === STOP + 10 * MINUTE,
    )!;
    expect(formatFinding(lagOf(recovering).finding)).toMatch(
      /caught up in \d+ min/,
    );
    expect(lagOf(judged.at(-1)!).verdict).toBe('ok');
  });
});

it('a replay of one hour warns with a time and says how far it went back, until it is current', () => {
  const seekAtSecond = 10 * MINUTE;
  const judged = simulate({
    seconds: 2 * HOUR,
    pastSeconds: HOUR,
    retentionSeconds: HOUR,
    produce: () => 100,
    serve: () => 300,
    seekAtSecond,
  });
  const replaying = judged.find(
    ({ second }) => second === seekAtSecond + 8 * MINUTE,
  )!;
  expect(lagOf(replaying).evidence).toContainEqual(
    expect.objectContaining({ name: 'rewound' }),
  );
  expect(formatFinding(lagOf(replaying).finding)).toMatch(/caught up in/);
  expect(lagOf(replaying).next.map(line => formatFinding(line))).toEqual([
    expect.stringMatching(
      /^ws-gateway went back in the last 30 min; it is [\d,]+ offsets short of where it was$/,
    ),
    'Wait; it catches up by itself',
    expect.stringMatching(/^The limit is wrong/),
  ]);
  const during = judged.filter(
    ({ second }) =>
      second > seekAtSecond + 5 && second < seekAtSecond + 29 * MINUTE,
  );
  expect(verdicts(during)).not.toContain('ok');
  expect(lagOf(judged.at(-1)!).verdict).toBe('ok');
});

it('a group that is told nothing of a marker is not called stalled on an idle topic', () => {
  const judged = simulate({
    seconds: HOUR,
    pastSeconds: HOUR,
    produce: second => (second < 0 ? 10 : 0),
    serve: () => 100,
    hasMarker: true,
    canRead: false,
  });
  const later = judged.filter(({ second }) => second > 15 * MINUTE);
  expect(verdicts(later)).toEqual(new Set(['info']));
  expect(formatFinding(lagOf(judged.at(-1)!).finding)).toMatch(
    /^ws-gateway is 1 offset behind on pong_topic p0, no new data for .*; may be a transaction marker/,
  );
});

it('a group most of an hour behind on one hour of retention is critical while it catches up slowly', () => {
  const judged = simulate({
    seconds: HOUR,
    pastSeconds: HOUR,
    retentionSeconds: HOUR,
    behindSeconds: 3000,
    produce: () => 100,
    serve: () => 100.5,
  });
  const later = judged.filter(({ second }) => second > 10 * MINUTE);
  const cliffs = later.map(({ health }) =>
    health.checks.find(({ check }) => check === 'retention.cliff')!,
  );
  expect(new Set(cliffs.map(({ verdict }) => verdict))).toEqual(
    new Set(['critical']),
  );
  expect(formatFinding(cliffs.at(-1)!.finding)).toMatch(
    /^ws-gateway on pong_topic p0 uses 8[123] % of retention and is catching up, done in \d+ d/,
  );
  expect(new Set(later.map(stateOf))).toEqual(new Set(['retention']));
  expect(lagOf(judged.at(-1)!).verdict).toBe('warning');
});
