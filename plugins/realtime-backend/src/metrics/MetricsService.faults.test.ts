import {
  failure,
  success,
} from '../sources/prometheus/testUtils/FakePrometheus';
import { aRangeAnswer } from './testUtils/aRangeAnswer';
import { MetricsBench, panelOf, ROLLOUT } from './testUtils/MetricsBench';

describe('metrics of rollouts, where something is wrong,', () => {
  let bench: MetricsBench;

  beforeEach(async () => {
    bench = await MetricsBench.start();
  });

  afterEach(() => bench.stop());

  it('keep the last good values with their age and the reason when Prometheus is away, and recover', async () => {
    const service = bench.create();
    const good = await bench.first(service);
    bench.prometheus.answer = () => ({ status: 401, body: '' });
    await bench.clock.advance(60_000);

    const old = await bench.first(service);
    const panel = panelOf(old, 'cpu');
    expect(panel.missing).toEqual({
      code: 'stale',
      detail: 'Prometheus main does not take the credential',
    });
    expect(panel.readAtMs).toBe(panelOf(good, 'cpu').readAtMs);
    expect(old.fromMs).toBe(good.fromMs + 60_000);
    expect(panel.series[0].values.slice(85)).toEqual([
      ...new Array(5).fill(3),
      ...new Array(10).fill(null),
    ]);
    expect(old.trafficShare).toMatchObject({ missing: { code: 'stale' } });

    await bench.clock.advance(600_000);
    const gone = panelOf(await bench.first(service), 'cpu');
    expect(gone).toMatchObject({
      series: [],
      missing: { code: 'unauthenticated' },
    });

    bench.prometheus.answer = asked => aRangeAnswer(asked, { stable: '1' });
    await bench.clock.advance(60_000);
    expect(panelOf(await bench.first(service), 'cpu').missing).toBeUndefined();
  });

  it.each([
    [{ status: 403, body: '' }, 'no-permission'],
    [failure(422, 'execution', 'too many samples'), 'bad-query'],
    [failure(503, 'timeout', 'late'), 'timeout'],
    [{ status: 503, body: '' }, 'failed'],
    [{ body: '<html>' }, 'failed'],
    [success({ resultType: 'matrix', result: [] }), 'no-data'],
  ])(
    'say in each panel why there is nothing, as for answer %#',
    async (answer, code) => {
      bench.prometheus.answer = asked =>
        asked.form.get('query')?.includes('cpu')
          ? answer
          : aRangeAnswer(asked, { canary: '1', stable: '1' });
      const board = await bench.first(bench.create());
      expect(panelOf(board, 'cpu')).toMatchObject({
        series: [],
        missing: { code },
      });
      expect(panelOf(board, 'request-rate').missing).toBeUndefined();
    },
  );

  it('come from the first instance whose rule matches, and one that is down hides no other', async () => {
    const service = bench.create({
      instances: {
        away: { url: 'http://127.0.0.1:1', clusters: ['prod'] },
        main: { url: bench.prometheus.url, clusters: ['p*', 'dev'] },
      },
    });
    const dev = { ...ROLLOUT, cluster: 'dev' };
    const other = { ...ROLLOUT, cluster: 'test' };
    const { boards } = await service.snapshot(
      bench.grant([ROLLOUT, dev, other]),
    );
    expect(boards.map(({ instance }) => instance)).toEqual([
      'away',
      'main',
      undefined,
    ]);
    expect(boards[0].panels[0].missing?.code).toBe('unreachable');
    expect(boards[1].panels[0].missing).toBeUndefined();
    expect(boards[2]).toMatchObject({
      panels: [],
      missing: { code: 'not-asked', detail: expect.stringContaining('test') },
    });
    expect(JSON.stringify(boards)).not.toContain('127.0.0.1');
  });

  it('are told as they come, while another instance is still silent', async () => {
    const service = bench.create({
      instances: {
        silent: { url: bench.prometheus.url, clusters: ['prod'] },
        main: { url: `${bench.prometheus.url}/main` },
      },
    });
    bench.prometheus.answer = asked =>
      asked.path.startsWith('/main')
        ? aRangeAnswer(asked, { stable: '1' })
        : undefined;
    const dev = { ...ROLLOUT, cluster: 'dev' };
    const end = service.watch(bench.grant([ROLLOUT, dev]), 'focused', boards =>
      bench.seen.push(boards),
    );
    const { boards } = await bench.told(1);
    end();
    expect(boards.map(({ instance }) => instance)).toEqual(['main']);
  });

  it('say that the set an annotation names does not exist', async () => {
    const board = await bench.first(bench.create(), [ROLLOUT], {
      'backstage-realtime.io/metrics': 'nowhere',
    });
    expect(board.missing).toMatchObject({
      code: 'not-found',
      detail: expect.stringContaining('nowhere'),
    });
    expect(bench.prometheus.asked).toHaveLength(0);
  });

  it('ask nothing about revisions that are not known, and keep known ones while the cluster is away', async () => {
    const service = bench.create();
    bench.revisions = () => ({});
    expect(panelOf(await bench.first(service), 'cpu').missing?.code).toBe(
      'not-asked',
    );
    expect(bench.prometheus.asked).toHaveLength(0);

    bench.revisions = () => ({ stable: 'aaa' });
    await bench.clock.advance(60_000);
    const alone = panelOf(await bench.first(service), 'cpu');
    expect(alone.series.map(({ role }) => role)).toEqual(['stable']);

    bench.revisions = () => {
      throw new Error('10.0.0.1 is away');
    };
    await bench.clock.advance(60_000);
    const still = panelOf(await bench.first(service), 'cpu');
    expect(still.missing).toBeUndefined();
  });

  it.each([
    [90_000, 'is 1 min 30 s ahead of ours'],
    [-600_000, 'is 10 min behind ours'],
  ])('say that clocks differ, as by %i ms', async (aheadMs, words) => {
    const date = new Date(bench.clock.now() + aheadMs).toUTCString();
    bench.prometheus.answer = asked => ({
      ...(aRangeAnswer(asked, { stable: '1' }) as { body: unknown }),
      headers: { date },
    });
    const { warnings } = panelOf(await bench.first(bench.create()), 'cpu');
    expect(warnings).toEqual([expect.stringContaining(words)]);
  });

  it('never send a name that is none', async () => {
    bench.revisions = () => ({ stable: 'a"} or up{b="' });
    const odd = { ...ROLLOUT, namespace: 'demo"' };
    await bench.create().snapshot(bench.grant([ROLLOUT, odd]));
    expect(bench.prometheus.asked).toHaveLength(0);
  });
});
