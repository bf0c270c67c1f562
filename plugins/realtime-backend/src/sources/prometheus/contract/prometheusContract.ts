import { askForRevisions } from '../../../metrics/queries/askForRevisions';
import { shippedQuerySets } from '../../../metrics/queries/defaultQuerySets';
import { readTemplate } from '../../../metrics/queries/QueryTemplate';
import { PrometheusClient } from '../PrometheusClient';

/** A server with the series of `podSamples`, which have grown for some seconds. */
export interface ContractServer {
  url: string;
  close(): Promise<void>;
}

const NAMES = { namespace: 'demo', rollout: 'counter' };
const SETS = shippedQuerySets(60_000);
const REVISIONS = { stable: 'aaa', canary: 'bbb' };

/** What the client expects of everything that answers as Prometheus, and what shipped queries say there. */
export function prometheusContract(
  name: string,
  start: () => Promise<ContractServer>,
): void {
  describe(`the Prometheus client against ${name}`, () => {
    let server: ContractServer;
    let client: PrometheusClient;

    beforeAll(async () => {
      server = await start();
      client = PrometheusClient.create({
        name: 'contract',
        url: server.url,
        auth: { type: 'none' },
        timeoutMs: 20_000,
      });
    }, 90_000);

    afterAll(async () => {
      await server?.close();
    }, 30_000);

    const valueOf = async (query: string) => {
      const { data } = await client.query(query);
      return data[0]?.samples[0]?.value;
    };

    it('reads values of now', async () => {
      const { data } = await client.query('websocket_connections');
      const byPod = data.map(({ labels, samples }) => [
        labels.pod,
        samples[0].value,
      ]);
      expect(byPod.sort()).toEqual([
        ['counter-aaa-1', 30],
        ['counter-bbb-1', 10],
      ]);
    });

    it('reads a range on the times that were asked for', async () => {
      const toMs = Math.floor(Date.now() / 1000) * 1000;
      const range = { fromMs: toMs - 2_000, toMs, stepMs: 500 };
      const { data } = await client.queryRange('vector(2)', range);
      expect(data).toEqual([
        {
          labels: {},
          samples: [0, 1, 2, 3, 4].map(i => ({
            atMs: range.fromMs + i * 500,
            value: 2,
          })),
        },
      ]);
    });

    it('tells no data, NaN and infinity apart', async () => {
      expect((await client.query('nothing_of_this_name')).data).toEqual([]);
      expect(await valueOf('vector(0) / 0')).toBeNaN();
      expect(await valueOf('vector(-1) / 0')).toBe(-Infinity);
    });

    it('tells what is wrong with a query', async () => {
      await expect(client.query('sum(')).rejects.toMatchObject({
        code: 'realtime.prometheus.bad-query',
        errorType: 'bad_data',
        message: expect.stringContaining('parse error'),
      });
      const twins = 'label_replace(websocket_connections, "pod", "x", "", "")';
      await expect(client.query(twins)).rejects.toMatchObject({
        code: 'realtime.prometheus.bad-query',
        errorType: 'execution',
      });
    });

    it('lists series, names of labels, and the version', async () => {
      const selection = { match: ['{__name__="websocket_connections"}'] };
      const { data: series } = await client.series(selection);
      expect(series.map(({ pod }) => pod).sort()).toEqual([
        'counter-aaa-1',
        'counter-bbb-1',
      ]);
      const { data: labels } = await client.labels(selection);
      expect(labels).toEqual(expect.arrayContaining(['namespace', 'pod']));
      expect((await client.buildInfo()).version).toMatch(/^\d+\.\d+/);
    });

    it('takes a long query as a form', async () => {
      const pods = Array.from({ length: 400 }, (_, i) => `other-${i}`);
      const pattern = [...pods, 'counter-bbb-1'].join('|');
      expect(await valueOf(`websocket_connections{pod=~"${pattern}"}`)).toBe(
        10,
      );
    });

    const sidesOf = async (expr: string) => {
      const query = askForRevisions(readTemplate(expr), NAMES, REVISIONS);
      const { data } = await client.query(query!);
      return Object.fromEntries(
        data.map(({ labels, samples }) => [
          labels.realtime_role,
          samples[0].value,
        ]),
      );
    };

    const shipped = (set: string, query: string) =>
      sidesOf(SETS.get(set)!.get(query)!.expr);

    it.each([
      ['default', 'error-share', 0.5, 0],
      ['default', 'latency-p95', 0.46, 0.46],
      ['default', 'consumer-lag', 7, 7],
      ['default', 'connections', 10, 30],
    ])(
      'answers the shipped query %s/%s for both revisions at once',
      async (set, query, canary, stable) => {
        const sides = await shipped(set, query);
        expect(sides.canary).toBeCloseTo(canary, 1);
        expect(sides.stable).toBeCloseTo(stable, 1);
      },
    );

    it.each([
      ['default', 'request-rate', 1 / 3],
      ['default', 'cpu', 1],
      ['ping-pong-service', 'request-rate', 1 / 3],
    ])(
      'answers the shipped rate %s/%s for both revisions at once',
      async (set, query, ratio) => {
        const { canary, stable } = await shipped(set, query);
        expect(canary).toBeGreaterThan(0);
        expect(canary / stable).toBeCloseTo(ratio, 2);
      },
    );

    it('understands every shipped query, also where nothing has its series', async () => {
      const queries = [...SETS.values()].flatMap(set => [...set.values()]);
      for (const { expr } of queries) {
        const nowhere = { ...NAMES, rollout: 'nowhere' };
        const query = askForRevisions(readTemplate(expr), nowhere, REVISIONS);
        expect((await client.query(query!)).data).toEqual([]);
      }
    });

    it('takes a name with a dot for itself', async () => {
      const expr = 'websocket_connections{pod=~"${rollout}"}';
      const query = readTemplate(expr).fill({
        ...NAMES,
        rollout: 'counter.bbb.1',
      });
      expect((await client.query(query!)).data).toEqual([]);
    });
  });
}
