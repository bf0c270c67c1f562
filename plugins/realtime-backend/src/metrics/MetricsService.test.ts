import { success } from '../sources/prometheus/testUtils/FakePrometheus';
import { aRangeAnswer } from './testUtils/aRangeAnswer';
import { MetricsBench, panelOf, ROLLOUT } from './testUtils/MetricsBench';

const HTTP_PANELS = ['request-rate', 'error-share', 'latency-p95', 'cpu'];

describe('metrics of rollouts', () => {
  let bench: MetricsBench;

  beforeEach(async () => {
    bench = await MetricsBench.start();
  });

  afterEach(() => bench.stop());

  it('are series of canary and stable on one aligned time axis, with one request a panel', async () => {
    const board = await bench.first(bench.create());

    expect(board).toMatchObject({
      rollout: ROLLOUT,
      instance: 'main',
      querySet: 'default',
      stepMs: 6_000,
      points: 100,
      intervalMs: 60_000,
    });
    expect(board.fromMs % 6_000).toBe(0);
    expect(board.fromMs + 99 * 6_000).toBe(
      Math.floor(bench.clock.now() / 6_000) * 6_000,
    );
    expect(board.panels.map(({ query }) => query)).toEqual([
      ...HTTP_PANELS,
      'consumer-lag',
      'connections',
    ]);
    for (const { series, missing, readAtMs } of board.panels) {
      expect(series.map(({ role }) => role)).toEqual(['canary', 'stable']);
      expect(series[0].values).toEqual(new Array(100).fill(3));
      expect(missing).toBeUndefined();
      expect(readAtMs).toBe(bench.clock.now());
    }
    expect(bench.prometheus.asked).toHaveLength(6);
    const query = bench.prometheus.asked[0].form.get('query');
    expect(query).toContain('namespace="demo",pod=~"counter-bbb-.+"');
    expect(query).toContain('namespace="demo",pod=~"counter-aaa-.+"');
  });

  it('tell the measured share of requests the canary gets', async () => {
    const { trafficShare } = await bench.first(bench.create());
    expect(trafficShare).toEqual({
      known: true,
      value: {
        share: 0.25,
        canaryPerSecond: 3,
        totalPerSecond: 12,
        windowMs: 60_000,
      },
    });
  });

  it.each([
    ['there are no requests', { canary: '0', stable: '0' }, 'no-data'],
    ['the canary has no series', { stable: '9' }, 'no-data'],
    ['they are no numbers', { canary: 'NaN', stable: 'NaN' }, 'not-a-number'],
    ['there are no series', {}, 'no-data'],
  ])('have no share where %s', async (_, values, code) => {
    bench.prometheus.answer = asked => aRangeAnswer(asked, values);
    const { trafficShare } = await bench.first(bench.create());
    expect(trafficShare).toMatchObject({ known: false, missing: { code } });
  });

  it('cost one request a panel and interval, however many watch', async () => {
    const service = bench.create();
    const told = new Array<number>(200).fill(0);
    const ends = told.map((_, i) =>
      service.watch(
        bench.grant([ROLLOUT], { viewer: `${i % 10}` }),
        i % 2 ? 'background' : 'focused',
        boards => {
          told[i] += 1;
          if (i === 0) bench.seen.push(boards);
        },
      ),
    );
    await bench.told(4);
    ends.forEach(end => end());
    expect(Math.min(...told)).toBe(4);
    expect(bench.prometheus.asked).toHaveLength(4 * 6);
  });

  it('are read at the pace of whoever wants them most, and not at all when nobody does', async () => {
    const service = bench.create();
    const listen = () => bench.seen.push({} as never);
    const slow = service.watch(bench.grant(), 'background', listen);
    await bench.told(1);
    await bench.clock.advance(50_000);
    expect(bench.prometheus.asked).toHaveLength(6);

    const quick = service.watch(bench.grant(), 'focused', () => {});
    await bench.told(2);
    expect(bench.prometheus.asked).toHaveLength(12);
    quick();
    slow();
    await bench.clock.advance(600_000);
    expect(bench.prometheus.asked).toHaveLength(12);
  });

  it('are shared by boards that ask the same, such as of a whole namespace', async () => {
    const queries = {
      nodes: {
        title: 'All',
        unit: 'count',
        expr: 'sum(up{namespace="${namespace}"})',
      },
    };
    const service = bench.create({ querySets: { default: { queries } } });
    const other = { ...ROLLOUT, name: 'other' };
    const { boards } = await service.snapshot(bench.grant([ROLLOUT, other]));
    expect(boards).toHaveLength(2);
    expect(bench.prometheus.asked).toHaveLength(1);
  });

  it('leave out what is optional while there is nothing to draw', async () => {
    bench.prometheus.answer = asked => aRangeAnswer(asked, {});
    const { panels } = await bench.first(bench.create());
    expect(panels.map(({ query }) => query)).toEqual(HTTP_PANELS);
  });

  it('show what Prometheus warns of, without addresses', async () => {
    bench.prometheus.answer = asked =>
      aRangeAnswer(
        asked,
        { stable: '1' },
        {
          warnings: ['store 10.0.0.1:9095 is away'],
          infos: ['x may be no counter'],
        },
      );
    const { warnings } = panelOf(await bench.first(bench.create()), 'cpu');
    expect(warnings).toEqual(['store … is away', 'x may be no counter']);
  });

  it('draw the highest of many series of each role and count the others', async () => {
    bench.prometheus.answer = ({ form }) => {
      const result = Array.from({ length: 3_000 }, (_, i) => ({
        metric: {
          realtime_role: i % 3 ? 'stable' : 'canary',
          pod: `p${i}`,
          instance: '10.0.0.1:80',
        },
        values: [[Number(form.get('end')), `${i}`]],
      }));
      return success({ resultType: 'matrix', result });
    };
    const { series, dropped } = panelOf(
      await bench.first(bench.create()),
      'cpu',
    );
    expect(series).toHaveLength(12);
    expect(dropped).toBe(2_988);
    expect(series.filter(({ role }) => role === 'canary')).toHaveLength(6);
    expect(series[0].labels).toEqual({ pod: 'p1998' });
  });

  it('send no more digits than a chart can show', async () => {
    const values = { canary: '0.12345678901234567', stable: '1e-9' };
    bench.prometheus.answer = asked => aRangeAnswer(asked, values);
    const { series } = panelOf(await bench.first(bench.create()), 'cpu');
    expect(series.map(({ values: all }) => all[0])).toEqual([0.1234568, 1e-9]);
  });

  it('draw a line where app-config has a limit', async () => {
    const cpu = { title: 'CPU', unit: 'cores', expr: 'x{a="${hash}"}' };
    const queries = {
      plain: { ...cpu, limit: 0.5 },
      named: { ...cpu, limit: { value: 2, label: 'budget' } },
    };
    const service = bench.create({ querySets: { own: { queries } } });
    const board = await bench.first(service, [ROLLOUT], {
      'backstage-realtime.io/metrics': 'own',
    });
    expect(board.panels.map(({ limit }) => limit)).toEqual([
      { value: 0.5, label: 'limit 0.5' },
      { value: 2, label: 'budget' },
    ]);
  });

  it('are bounded in length, points and number', async () => {
    const day = bench.create({ rangeMs: 86_400_000, stepMs: 1_000 });
    const board = await bench.first(day);
    expect(board.points).toBeLessThanOrEqual(600);
    expect(board.points * board.stepMs).toBeLessThanOrEqual(86_400_000);

    const few = bench.create({ rolloutsPerProcess: 1 });
    const end = few.watch(bench.grant(), 'focused', () => {});
    const other = bench.grant([{ ...ROLLOUT, name: 'other' }]);
    await expect(few.snapshot(other)).rejects.toMatchObject({
      code: 'realtime.stream.over-budget',
    });
    end();
    expect((await few.snapshot(other)).boards).toHaveLength(1);
  });
});
