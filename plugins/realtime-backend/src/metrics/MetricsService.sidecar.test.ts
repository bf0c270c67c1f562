import type { MetricBoards } from '@backstage-realtime/plugin-realtime-common';
import {
  success,
  vector,
  type Asked,
} from '../sources/prometheus/testUtils/FakePrometheus';
import { MetricsBench, panelOf } from './testUtils/MetricsBench';

const CPU = { title: 'CPU', unit: 'cores', expr: 'cpu{pod=~"${hash}-.+"}' };

describe('metrics of rollouts through a side-car, which knows only now,', () => {
  let bench: MetricsBench;
  let value: string;

  beforeEach(async () => {
    bench = await MetricsBench.start();
    value = '1';
    bench.prometheus.answer = ({ method, form, path }: Asked) => {
      const isTaken =
        method === 'POST' &&
        path === '/api/v1/query' &&
        [...form.keys()].join() === 'query';
      return isTaken
        ? success(vector([[{ realtime_role: 'canary', pod: 'a' }, value]]))
        : { status: 400, body: { error: 'missing query' } };
    };
  });

  afterEach(() => bench.stop());

  const create = () =>
    bench.create({
      instances: {
        beside: { url: bench.prometheus.url, auth: { type: 'sidecar' } },
      },
      querySets: { default: { queries: { cpu: CPU } } },
    });

  const valuesOf = ({ boards: [board] }: MetricBoards) =>
    panelOf(board, 'cpu').series[0].values;

  it('become a series of what was read while somebody watched', async () => {
    const { answer } = bench.prometheus;
    let asked = 0;
    bench.prometheus.answer = question => {
      value = String(++asked);
      return answer(question);
    };
    const end = create().watch(bench.grant(), 'focused', boards =>
      bench.seen.push(boards),
    );
    const boards = await bench.told(4);
    end();
    expect(asked).toBeGreaterThan(2);
    expect(boards.boards[0]).toMatchObject({ stepMs: 10_000, points: 60 });
    const values = valuesOf(boards);
    expect(values.slice(0, 50)).toEqual(new Array(50).fill(null));
    expect(values.at(-1)).toBe(asked);
    const drawn = values.filter(each => each !== null);
    expect(drawn).toEqual([...drawn].sort());
    expect(drawn[0]).toBe(1);
  });

  it('have a gap for the time nobody watched, and forget what left the window', async () => {
    const service = create();
    await service.snapshot(bench.grant());
    await bench.clock.advance(100_000);
    value = '2';
    const later = valuesOf(await service.snapshot(bench.grant()));
    expect(later.slice(-11)).toEqual([1, ...new Array(9).fill(null), 2]);
    await bench.clock.advance(700_000);
    value = '3';
    const last = valuesOf(await service.snapshot(bench.grant()));
    expect(last).toEqual([...new Array(59).fill(null), 3]);
  });

  it('fill the step that a late reading left out', async () => {
    const service = create();
    await service.snapshot(bench.grant());
    await bench.clock.advance(20_000);
    const values = valuesOf(await service.snapshot(bench.grant()));
    expect(values.slice(-4)).toEqual([null, 1, 1, 1]);
  });

  it('keep so many series of a query and count the others', async () => {
    bench.prometheus.answer = () =>
      success(
        vector(
          Array.from(
            { length: 70 },
            (_, i): [Record<string, string>, string] => [
              { pod: `p${i}` },
              `${i + 1}`,
            ],
          ),
        ),
      );
    const { boards } = await create().snapshot(bench.grant());
    const { series, dropped } = panelOf(boards[0], 'cpu');
    expect(series).toHaveLength(12);
    expect(dropped).toBe(58);
  });
});
