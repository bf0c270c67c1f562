import type { MetricBoards } from '@backstage-realtime/plugin-realtime-common';
import { PrometheusApi } from '@backstage-realtime/sandbox';
import { podSamples } from './sources/prometheus/testUtils/podSamples';
import { aConfig } from './testUtils/aConfig';
import { anEntity } from './testUtils/anEntity';
import { startRollouts, type RolloutCluster } from './testUtils/startRollouts';
import { usePlugins } from './testUtils/usePlugins';

const METRICS = 'entities/component/default/ping-pong/metrics';
const PAST_S = 300;

/** Its canary `bbb` gets a quarter of the requests. */
const ROLLOUT = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: { name: 'counter', namespace: 'demo' },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'counter' } },
    template: {
      metadata: { labels: { app: 'counter' } },
      spec: { containers: [{ name: 'app', image: 'counter:2' }] },
    },
    strategy: { canary: { steps: [{ setWeight: 50 }, { pause: {} }] } },
  },
  status: {
    observedGeneration: 'told',
    phase: 'Paused',
    stableRS: 'aaa',
    currentPodHash: 'bbb',
    currentStepIndex: 1,
  },
};

const { start } = usePlugins();
let cluster: RolloutCluster;
let prometheus: PrometheusApi;

beforeAll(async () => {
  cluster = await startRollouts();
  await cluster.put(ROLLOUT);
  prometheus = await PrometheusApi.start({
    auth: { type: 'bearer', token: 'secret' },
  });
  const nowMs = Date.now();
  for (let s = -PAST_S; s <= PAST_S; s += 5)
    for (const { labels, value } of podSamples(PAST_S + s))
      prometheus.store.append(labels, nowMs + s * 1_000, value);
}, 60_000);

afterAll(async () => {
  await prometheus.close();
  await cluster.close();
});

const startPlugin = () =>
  start({
    config: aConfig('127.0.0.1:1', {
      access: { allow: [{ name: 'team', rollouts: ['local/demo/*'] }] },
      kubernetes: { clusters: { local: cluster.settings } },
      prometheus: {
        instances: {
          main: {
            url: prometheus.url,
            auth: { type: 'bearer', token: 'secret' },
          },
        },
      },
    }),
    entity: anEntity({
      'backstage-realtime.io/rollout': 'local/demo/counter',
    }),
  });

describe('metrics of a canary, from its cluster and its Prometheus', () => {
  it('compare the revisions the rollout tells, and measure the share of requests', async () => {
    const plugin = await startPlugin();
    const { body } = await plugin.get(METRICS).expect(200);
    const [board] = (body as MetricBoards).boards;

    expect(
      board.panels.map(({ query, series }) => [
        query,
        series.map(({ role }) => role),
      ]),
    ).toEqual(
      [
        'request-rate',
        'error-share',
        'latency-p95',
        'cpu',
        'consumer-lag',
        'connections',
      ].map(query => [query, ['canary', 'stable']]),
    );
    const errors = board.panels[1].series.map(({ values }) => values.at(-1));
    expect(errors).toEqual([expect.closeTo(0.5), 0]);
    expect(board.trafficShare).toMatchObject({
      known: true,
      value: {
        share: expect.closeTo(0.25),
        totalPerSecond: expect.closeTo(40),
      },
    });
    expect(prometheus.queryCount).toBe(6);
  });

  it('say that the credential is refused, and go on when it is taken again', async () => {
    const plugin = await startPlugin();
    prometheus.setRefusing(true);
    const refused: MetricBoards = (await plugin.get(METRICS)).body;
    expect(refused.boards[0].panels[0]).toMatchObject({
      series: [],
      missing: { code: 'unauthenticated' },
    });
    prometheus.setRefusing(false);
    const other = await startPlugin();
    const again: MetricBoards = (await other.get(METRICS)).body;
    expect(again.boards[0].panels[0].missing).toBeUndefined();
  });
});
