import { ApiCaller } from '../kubernetes/contract/ApiCaller';
import { FREE_KINDS } from '../kubernetes/kinds/freeKinds';
import { KubernetesApi } from '../kubernetes/KubernetesApi';
import { ManualClock } from '../kubernetes/rollouts/testUtils/ManualClock';
import type { Seen } from '../kubernetes/rollouts/testUtils/RolloutWorld';
import { CanaryDemo } from './CanaryDemo';
import { CHECKOUT, COUNTER, DEMO_NAMESPACE } from './demoObjects';

const PATH = `/apis/argoproj.io/v1alpha1/namespaces/${DEMO_NAMESPACE}`;
const MAX_SECONDS = 400;

describe('the services that are deployed as canaries', () => {
  jest.setTimeout(60_000);
  let api: KubernetesApi;
  let demo: CanaryDemo;
  let clock: ManualClock;
  let admin: ApiCaller;

  beforeEach(async () => {
    clock = new ManualClock();
    api = await KubernetesApi.start({
      definitions: [...FREE_KINDS],
      namespaces: [DEMO_NAMESPACE],
      now: clock.now,
    });
    demo = await CanaryDemo.start(api, { clock });
    admin = new ApiCaller(api, api.tokens.admin);
  });

  afterEach(async () => {
    await demo.stop();
    await api.close();
  });

  const read = async (name: string): Promise<Seen> =>
    (await admin.get(`${PATH}/rollouts/${name}`)).body as unknown as Seen;

  const runs = async (): Promise<Seen[]> =>
    (await admin.get(`${PATH}/analysisruns`)).body.items as unknown as Seen[];

  /** A second at a time, so that measurements over HTTP keep up. */
  const until = async (name: string, isSo: (seen: Seen) => boolean) => {
    for (let second = 0; second < MAX_SECONDS; second += 1) {
      const seen = await read(name);
      if (isSo(seen)) {
        return seen;
      }
      await clock.advance(1_000);
    }
    throw new Error(`never: ${JSON.stringify((await read(name)).status)}`);
  };

  const ask = async (query: string): Promise<number> => {
    const form = new URLSearchParams({ query });
    const answer = await fetch(`${demo.prometheus.url}/api/v1/query?${form}`);
    return Number((await answer.json()).data.result[0]?.value[1]);
  };

  it('brings a canary of the counter to the end, through three analyses', async () => {
    await until(COUNTER, ({ status }) => status.phase === 'Healthy');
    await until(COUNTER, ({ status }) => status.currentStepIndex === 1);
    const done = await until(
      COUNTER,
      ({ status }) => status.phase === 'Healthy' || status.phase === 'Degraded',
    );
    expect(done.status.message).toBeUndefined();
    const all = await runs();
    expect(all.map(({ status }) => status.phase)).toEqual(
      Array(3).fill('Successful'),
    );
    const results = all[0].status.metricResults as {
      name: string;
      count: number;
      measurements: { value: string }[];
    }[];
    expect(results.map(({ name, count }) => [name, count])).toEqual(
      expect.arrayContaining([
        ['cpu-usage-rate', 5],
        ['error-share', 5],
      ]),
    );
    expect(results[0].measurements[0].value).toMatch(/^\[0\.\d+\]$/);
  });

  it('aborts a canary that answers badly, and names the metric', async () => {
    await until(COUNTER, ({ status }) => status.phase === 'Healthy');
    demo.setCanaryBad(true);
    const { status } = await until(
      COUNTER,
      seen => seen.status.phase === 'Degraded',
    );
    expect(status.message).toMatch(
      /^RolloutAborted: Rollout aborted update to revision 2: Step-based analysis phase error\/failed: Metric "(cpu-usage-rate|error-share)" assessed Failed due to failed \(2\) > failureLimit \(1\)$/,
    );
    const [{ status: run }] = await runs();
    expect(run.dryRunSummary).toMatchObject({ count: 1 });
    demo.setCanaryBad(false);
    const next = await until(COUNTER, seen => seen.status.phase !== 'Degraded');
    expect(next.metadata.annotations['rollout.argoproj.io/revision']).toBe('3');
  });

  it('leaves the checkout waiting until somebody promotes it', async () => {
    const waiting = await until(
      CHECKOUT,
      ({ status }) => status.phase === 'Paused',
    );
    await clock.advance(120_000);
    expect((await read(CHECKOUT)).status.pauseConditions).toEqual(
      waiting.status.pauseConditions,
    );
    await admin.patch(
      `${PATH}/rollouts/${CHECKOUT}/status`,
      'merge-patch+json',
      {
        status: { pauseConditions: null },
      },
    );
    await until(CHECKOUT, ({ status }) => status.currentStepIndex === 3);
    await until(CHECKOUT, ({ status }) => status.phase === 'Healthy');
  });

  it('compares fresh pods of both sides of the checkout once it is promoted', async () => {
    await until(CHECKOUT, ({ status }) => status.phase === 'Paused');
    await admin.patch(
      `${PATH}/rollouts/${CHECKOUT}/status`,
      'merge-patch+json',
      { status: { pauseConditions: null } },
    );
    await until(CHECKOUT, ({ status }) => status.currentStepIndex === 4);
    const run = (await runs()).find(({ metadata }) =>
      metadata.name.endsWith('-comparison'),
    );
    expect(run?.status).toMatchObject({
      phase: 'Successful',
      metricResults: [{ name: 'cpu-against-baseline', count: 3 }],
    });
  });

  it('sends a canary the share of requests that the router was told', async () => {
    const { status } = await until(
      CHECKOUT,
      seen => seen.status.phase === 'Paused',
    );
    await clock.advance(60_000);
    const of = (hash: unknown) =>
      `sum(rate(http_requests_total{pod=~"${CHECKOUT}-${hash}-.+"}[30s]))`;
    const canary = await ask(of(status.currentPodHash));
    const stable = await ask(of(status.stableRS));
    expect(canary / (canary + stable)).toBeCloseTo(0.2, 1);
  });

  it('writes counters that only grow', async () => {
    await until(COUNTER, ({ status }) => status.phase === 'Healthy');
    await clock.advance(300_000);
    const form = new URLSearchParams({ query: '{__name__=~".+_total"}[10m]' });
    const answer = await fetch(`${demo.prometheus.url}/api/v1/query?${form}`);
    const { result } = (await answer.json()).data;
    const shrinking = result.filter(({ values }: { values: string[][] }) =>
      values.some(
        ([, value], index) =>
          Number(value) < Number(values[Math.max(0, index - 1)][1]),
      ),
    );
    expect(result.length).toBeGreaterThan(30);
    expect(shrinking).toEqual([]);
  });

  it('has ten minutes of series from the first moment on', async () => {
    await until(CHECKOUT, ({ status }) => status.phase === 'Healthy');
    await clock.advance(1_000);
    expect(
      await ask(
        `sum(rate(http_requests_total{pod=~"${CHECKOUT}-.+"}[1m] offset 8m))`,
      ),
    ).toBeGreaterThan(50);
  });
});
