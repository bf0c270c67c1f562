import type { StreamSnapshot } from '../../store/StreamSnapshot';
import type { Words } from '../words/WordsContext';
import { bandFacts } from './bandFacts';
import { panelFacts } from './panelFacts';
import { context, live, problem, stats } from './testUtils/liveSnapshot';

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
      reason: 'it does not answer in 3000 ms',
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
  it('are the reader’s own where the server wrote them in English', () => {
    const abroad: Words = (key, params = {}) =>
      [key, ...Object.values(params)].join('|');
    const silent = unreachable(72_000, 3);
    const foreign = { ...panelContext, words: abroad };
    const said = 'Part.brokerOfCluster|1|local';
    expect(bandFacts(silent, foreign).state).toContain(said);
    expect(panelFacts(silent, foreign)).toMatchObject({
      headline: `panel.unreachableHeadline|${said}`,
      detail: 'link.itIsLateBy|3000',
    });
  });

  it.each([
    'realtime.stream.not-allowed',
    'realtime.stream.over-budget',
    'realtime.kafka.topic-not-found',
  ])('are the reader’s own for a refusal: %s', code => {
    const message =
      'No rule under realtime.access.allow lets component:default/a use b of local. The platform team can add one.';
    const abroad: Words = (key, params = {}) =>
      [key, ...Object.values(params)].join('|');
    const refused = { ...problem(code), message };
    for (const rows of [live.rows, { ...live.rows, length: 1 }]) {
      const facts = panelFacts(
        { ...live, rows, problem: refused },
        { ...panelContext, words: abroad },
      );
      expect(facts?.text).toBe(
        'refusal.notAllowed|component:default/a|b|local',
      );
    }
  });

  it('are the reader’s own for a partition that is missing, too', () => {
    const missing = [{ partition: 2, reason: 'no leader', sinceMs: 12_000 }];
    const partial = { ...live, status: { ...live.status, missing } };
    const abroad: Words = key => key;
    const facts = panelFacts(partial as StreamSnapshot, {
      ...panelContext,
      words: abroad,
    });
    expect(facts?.text).toContain('p2: link.noLeader, panel.since');
  });
});
