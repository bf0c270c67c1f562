import { PrometheusClient } from './PrometheusClient';
import { FakePrometheus, success, vector } from './testUtils/FakePrometheus';

describe('PrometheusClient of a side-car', () => {
  let prometheus: FakePrometheus;

  beforeEach(async () => {
    prometheus = await FakePrometheus.start();
    prometheus.answer = () => success(vector([[{}, '0.3']]));
  });

  afterEach(() => prometheus.stop());

  const sidecar = () =>
    PrometheusClient.create({
      name: 'beside',
      url: prometheus.url,
      auth: { type: 'sidecar' },
      timeoutMs: 20_000,
    });

  it('posts the query and nothing else', async () => {
    const { data } = await sidecar().query('avg(x)');
    expect(data[0].samples[0].value).toBe(0.3);
    expect(prometheus.asked).toMatchObject([
      { method: 'POST', target: '/api/v1/query', body: 'query=avg%28x%29' },
    ]);
  });

  it('refuses what a side-car cannot do, without asking it', async () => {
    const range = { fromMs: 0, toMs: 1_000, stepMs: 1_000 };
    const asked = await Promise.allSettled([
      sidecar().queryRange('up', range),
      sidecar().query('up', { atMs: 1_000 }),
      sidecar().series({ match: ['up'] }),
      sidecar().labels(),
      sidecar().buildInfo(),
    ]);
    for (const outcome of asked)
      expect(outcome).toMatchObject({
        reason: { code: 'realtime.prometheus.unsupported' },
      });
    expect(prometheus.asked).toEqual([]);
  });
});
