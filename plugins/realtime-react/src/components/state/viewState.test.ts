import type { StatsFrame } from '@backstage-realtime/plugin-realtime-common';
import type { StreamSnapshot } from '../../store/StreamSnapshot';
import { englishWords } from '../words/WordsContext';
import { bandFacts, type ViewContext } from './bandFacts';
import { panelFacts } from './panelFacts';
import { isMeasured, readViewState, silentForMs } from './viewState';

const stats = {
  delivered: 1,
  filtered: 0,
  ratePerSecond: 95.8,
  shownPerSecond: 12,
  sampledOneIn: 1,
  behindMs: 300,
  readers: 1,
  viewers: 4,
} as StatsFrame;

const noRows = {
  length: 0,
  at: () => undefined,
  indexOf: () => -1,
  bytes: 0,
  maxRows: 1,
  maxBytes: 1,
};

const live: StreamSnapshot = {
  connection: { state: 'open', sinceMs: 0, transport: 'websocket' },
  status: { state: 'live', sinceMs: 0 },
  stats,
  rows: noRows,
  rates: [95.8],
  newSincePause: 0,
  partitions: [],
  isSeekable: true,
};

const context: ViewContext = {
  title: 'pong_topic',
  system: 'prod-eu1',
  nowMs: 60_000,
  zone: 'utc',
  words: englishWords,
};

const problem = (code: string) => ({
  code,
  message: 'why',
  isRetriable: false,
  atMs: 0,
});

const stale = { state: 'stale', sinceMs: 0, lastFrameAtMs: 12_000 } as const;

describe('readViewState', () => {
  it.each<[string, Partial<StreamSnapshot>, string]>([
    ['records came', {}, 'live'],
    ['nothing was counted yet', { stats: undefined }, 'connecting'],
    ['all was filtered', { stats: { ...stats, delivered: 0 } }, 'empty'],
    [
      'a partition is missing',
      {
        status: {
          state: 'live',
          sinceMs: 0,
          missing: [{ partition: 4, reason: 'no leader', sinceMs: 0 }],
        },
      },
      'partial',
    ],
    [
      'nobody used the page',
      { status: { state: 'paused', sinceMs: 0, because: 'idle' } },
      'idle',
    ],
    ['the socket is silent', { connection: stale }, 'stale'],
    [
      'a refusal and a silent socket',
      { connection: stale, problem: problem('realtime.stream.forbidden') },
      'forbidden',
    ],
    [
      'a limit is reached',
      { problem: problem('realtime.stream.over-budget') },
      'over-budget',
    ],
    [
      'its user stopped it from another page, whether rows came or not',
      { problem: problem('realtime.stream.stopped-elsewhere') },
      'stopped-elsewhere',
    ],
    [
      'the scan used its budget',
      { problem: problem('realtime.scan.budget') },
      'scan-ended',
    ],
    [
      'the subscription says it stopped',
      {
        status: {
          state: 'stopped',
          sinceMs: 0,
          code: 'realtime.stream.records-off',
          reason: 'off',
        },
      },
      'records-off',
    ],
    ['any other refusal', { problem: problem('realtime.internal') }, 'refused'],
  ])('when %s', (_, part, kind) => {
    expect(readViewState({ ...live, ...part }).kind).toBe(kind);
  });
});

describe('bandFacts', () => {
  it('keeps state, rates, ratio and age in order, also for 1 in 1', () => {
    const { state, numbers, icon } = bandFacts(live, context);
    expect(
      [state, ...numbers].map(text => text.replace(/\u00a0/g, ' ')),
    ).toEqual(['Live', '12/s shown of 96/s', '1 in 1', '0.3 s behind']);
    expect(icon).toBe('live');
  });

  it.each<[Partial<StatsFrame>, string]>([
    [{}, 'Counts are exact; every matching record is a row.'],
    [
      { gaps: { sampled: 9 }, sampledOneIn: 3 },
      'Counts are exact; rows are sampled evenly per partition.',
    ],
    [
      { gaps: { hidden: 1, lapped: 0 } },
      'Counts are exact; 1 record is a gap: the tab was hidden.',
    ],
    [
      { gaps: { lapped: 20_000, hidden: 145, sampled: 9 }, sampledOneIn: 8 },
      'Counts are exact; rows are sampled, and 20,145 records are gaps: this tab was too slow, the tab was hidden.',
    ],
  ])('never calls rows whole that have gaps: %j', (part, sentence) => {
    const { second } = bandFacts(
      { ...live, stats: { ...stats, ...part } },
      context,
    );
    expect(second).toBe(`${sentence} 1 reader, 4 viewers.`);
  });

  it('takes the warning icon beyond two seconds and keeps its word', () => {
    const at = (behindMs: number) =>
      bandFacts({ ...live, stats: { ...stats, behindMs } }, context);
    expect(at(2_000).icon).toBe('live');
    expect(at(2_001)).toMatchObject({ icon: 'warning', tone: 'plain' });
  });

  it('says how old a silent stream is', () => {
    const { state } = bandFacts({ ...live, connection: stale }, context);
    expect(state.replace(/\u00a0/g, ' ')).toBe('Stale: last frame 48 s ago');
  });
});

describe('the band of a refusal', () => {
  it.each(['realtime.stream.over-budget', 'realtime.stream.not-allowed'])(
    'promises no counts when nothing was opened: %s',
    code => {
      const refused = { ...live, stats: undefined, problem: problem(code) };
      expect(bandFacts(refused, context).second).toBe(
        'Nothing was opened, so nothing is counted.',
      );
    },
  );

  it('says of a stream that ended that its counts stand', () => {
    const ended = { ...live, problem: problem('realtime.internal') };
    expect(bandFacts(ended, context).second).toBe(
      'Counts stand as they were last reported.',
    );
  });
});

describe('panelFacts', () => {
  const panel = (part: Partial<StreamSnapshot>) =>
    panelFacts(
      { ...live, ...part },
      { ...context, entityTitle: 'pingpong-counter' },
    );

  it('leaves the place to the rows while live', () => {
    expect(panel({})).toBeUndefined();
  });

  it('offers to show everything when the conditions let nothing through', () => {
    const facts = panel({ stats: { ...stats, delivered: 0, filtered: 7 } });
    expect(facts?.button?.name).toBe('clear-filter');
  });

  it.each([
    ['none', [], []],
    ['one', ['kafka:local/a'], ['Stop a, start here']],
    [
      'three of four, longest open first',
      ['kafka:local/a', 'websocket:pong', 'mqtt:local/b/c', 'kafka:local/d'],
      ['Stop a, start here', 'Stop pong, start here', 'Stop b/c, start here'],
    ],
    [
      'one for the same stream in two tabs',
      ['kafka:local/a', 'kafka:local/a'],
      ['Stop a, start here'],
    ],
  ])(
    'offers to stop %s of the streams watched elsewhere, and to try again',
    (_, streams, labels) => {
      const watching = streams.map((stream, index) => ({
        entityRef: 'component:default/counter',
        stream,
        viewer: `tab-${index}`,
      }));
      const refused = { ...problem('realtime.stream.over-budget'), watching };
      const facts = panel({ problem: refused });
      const choices = facts?.choices ?? [];
      expect(choices.map(({ label }) => label)).toEqual(labels);
      expect(choices.map(({ insteadOf }) => insteadOf)).toEqual(
        watching.slice(0, labels.length),
      );
      expect((facts?.button ?? facts?.link)?.name).toBe('retry');
    },
  );

  it('offers to continue what was stopped from another page', () => {
    const stopped = problem('realtime.stream.stopped-elsewhere');
    expect(panel({ problem: stopped })?.button).toMatchObject({
      name: 'retry',
      label: 'Continue',
    });
  });

  it('offers no owner to ask when there is none', () => {
    const facts = panel({ problem: problem('realtime.stream.forbidden') });
    expect(facts?.button).toBeUndefined();
    expect(facts?.text).toContain('realtime.record.read');
  });
});

describe('words of a stream that does not answer', () => {
  const unreachable = (nextTryAtMs: number | undefined, tries: number) => ({
    ...live,
    status: {
      state: 'unreachable' as const,
      sinceMs: 12_000,
      part: 'broker 1 of cluster local',
      reason: 'timed out after 3 s',
      tries,
      nextTryAtMs,
    },
  });
  const panelContext = { ...context, entityTitle: 'counter' };

  it('begin with a capital and leave the first line to the state', () => {
    const { state, numbers, second } = bandFacts(
      unreachable(72_000, 3),
      context,
    );
    expect(state).toBe('Broker 1 of cluster local unreachable since 00:00:12');
    expect(numbers).toEqual([]);
    expect(second).toMatch(/^48\ss · Counts stand as they were/);
  });

  it.each([
    [undefined, 1, /^1 try\. Reading/],
    [72_000, 14, /^14 tries, next in 12\ss\. Reading/],
    [60_100, 2, /^2 tries, trying now\. Reading/],
    [50_000, 2, /^2 tries, trying now\. Reading/],
  ])('say when the next try is: at %s after %d', (nextTryAtMs, tries, text) => {
    const facts = panelFacts(unreachable(nextTryAtMs, tries), panelContext);
    expect(facts?.headline).toBe('Broker 1 of cluster local does not answer');
    expect(facts?.text).toMatch(text);
  });
});

describe('the band of a stream', () => {
  it.each([
    [1, 1, /1 reader, 1 viewer\.$/],
    [2, 4, /2 readers, 4 viewers\.$/],
  ])('counts %d readers and %d viewers in words', (readers, viewers, text) => {
    const counted = { ...live, stats: { ...stats, readers, viewers } };
    expect(bandFacts(counted, context).second).toMatch(text);
  });

  it('says that a rate is not known yet instead of 0/s', () => {
    const { numbers } = bandFacts({ ...live, rates: [undefined] }, context);
    expect(numbers[0]).toBe('rate not measured yet');
  });
});

describe('what is measured', () => {
  const waiting = {
    state: 'waiting',
    sinceMs: 40_000,
    nextTryAtMs: 61_000,
    tries: 1,
    reason: 'cut',
  } as const;
  const closed = {
    state: 'closed',
    sinceMs: 0,
    code: 'x',
    reason: 'y',
  } as const;

  it.each<[string, Partial<StreamSnapshot>, boolean, number | undefined]>([
    ['live', {}, true, 0],
    ['without counts', { stats: undefined }, false, undefined],
    ['silent', { connection: stale }, false, 48_000],
    ['cut', { connection: waiting }, false, 20_000],
    ['closed', { connection: closed }, false, undefined],
  ])('of a stream that is %s', (_, part, expected, silentMs) => {
    const snapshot = { ...live, ...part };
    expect(isMeasured(snapshot)).toBe(expected);
    expect(silentForMs(snapshot, context.nowMs)).toBe(silentMs);
  });
});
