import {
  applyChanges,
  type MetricBoards,
} from '@backstage-realtime/plugin-realtime-common';
import type { JsonObject } from '@backstage/types';
import { aRangeAnswer } from './metrics/testUtils/aRangeAnswer';
import { FakePrometheus } from './sources/prometheus/testUtils/FakePrometheus';
import { aConfig } from './testUtils/aConfig';
import { anEntity } from './testUtils/anEntity';
import { ENTITY } from './testUtils/names';
import { statusesOf } from './testUtils/statusesOf';
import { usePlugins } from './testUtils/usePlugins';

const METRICS = 'entities/component/default/ping-pong/metrics';
const entity = anEntity({
  'backstage-realtime.io/rollout': 'prod/demo/counter, prod/secret/counter',
  'backstage-realtime.io/metrics': 'namespace',
});

const QUERIES = {
  up: { title: 'Up', unit: 'count', expr: 'sum(up{namespace="${namespace}"})' },
  down: { title: 'Down', unit: 'count', expr: 'x{a="${namespace}"}' },
};

const { start } = usePlugins();
let prometheus: FakePrometheus;

beforeEach(async () => {
  prometheus = await FakePrometheus.start();
  prometheus.answer = asked => aRangeAnswer(asked, { all: '3' });
});

afterEach(() => prometheus.stop());

const startPlugin = (change: JsonObject = {}, ...denied: string[]) =>
  start({
    config: aConfig('127.0.0.1:1', {
      access: { allow: [{ name: 'team', rollouts: ['prod/demo/*'] }] },
      kubernetes: { clusters: { prod: { url: 'https://localhost:1' } } },
      prometheus: {
        instances: {
          main: {
            url: prometheus.url,
            auth: { type: 'basic', username: 'reader', password: 'hunter2' },
          },
        },
        querySets: { namespace: { queries: QUERIES } },
        focusedMs: 1_000,
        ...change,
      },
    }),
    denied: new Set(denied),
    entity,
  });

describe('metrics of the plugin', () => {
  it('want a signed-in user and then answer', async () => {
    const { server } = await startPlugin();
    expect(await statusesOf(server, 'get', METRICS)).toEqual([401, 403, 200]);
  });

  it('are of rollouts that rules allow, and hold no address or credential', async () => {
    const plugin = await startPlugin();
    const response = await plugin.get(METRICS).expect(200);
    const { boards }: MetricBoards = response.body;
    expect(boards).toMatchObject([
      {
        rollout: { cluster: 'prod', namespace: 'demo', name: 'counter' },
        instance: 'main',
        querySet: 'namespace',
      },
    ]);
    expect(boards[0].panels).toMatchObject([
      { query: 'up', series: [{ role: 'all' }] },
      { query: 'down', series: [{ role: 'all' }] },
    ]);
    expect(prometheus.asked).toHaveLength(2);
    expect(prometheus.asked[0].headers.authorization).toMatch(/^Basic /);
    expect(response.text).not.toMatch(/127\.0\.0\.1|hunter2|reader|sum\(/);
  });

  it('need realtime.rollout.read, over HTTP and over the socket', async () => {
    const refused = await startPlugin({}, 'realtime.rollout.read');
    const { body } = await refused.get(METRICS).expect(403);
    expect(body.error.message).toContain('realtime.rollout.read');
    const page = await refused.page();
    page.send({
      type: 'watch',
      sub: 1,
      state: 'metrics',
      entityRefs: [ENTITY],
    });
    expect(await page.frame('error')).toMatchObject({
      sub: 1,
      code: 'realtime.rollout.forbidden',
    });
    expect(prometheus.asked).toHaveLength(0);
  });

  it('are not found for an entity that does not exist or may not be seen', async () => {
    const plugin = await startPlugin();
    await plugin.get(METRICS.replace('ping-pong', 'nobody')).expect(404);
  });

  it('are pushed, whole first and then as changes, and of one entity only', async () => {
    const plugin = await startPlugin();
    const page = await plugin.page();
    const watch = (sub: number, entityRefs: string[]) =>
      page.send({ type: 'watch', sub, state: 'metrics', entityRefs });
    watch(1, [ENTITY]);
    const one = await page.frame('state');
    const two = await page.frame('state', ({ revision }) => revision === 2);
    const value = two.changes
      ? applyChanges(one.value, two.changes)
      : two.value;
    expect(value).toMatchObject({ entityRef: ENTITY });

    watch(2, [ENTITY, 'component:default/other']);
    expect(await page.frame('error')).toMatchObject({
      sub: 2,
      code: 'realtime.command.malformed',
    });
  });

  it.each([
    ['an expression with a hole outside of quotes', 'sum(${rollout})', 'expr'],
    ['a name that is none', 'x{a="${pod}"}', 'not one of'],
  ])('do not start with %s', async (_, expr, words) => {
    const queries = { bad: { title: 'Bad', unit: 'count', expr } };
    const work = startPlugin({ querySets: { own: { queries } } });
    await expect(work).rejects.toThrow(words);
  });
});
