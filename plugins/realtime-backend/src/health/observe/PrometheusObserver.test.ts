import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  PrometheusObserver,
  type PrometheusObserverOptions,
} from './PrometheusObserver';

type Series = [name: string, labels: Record<string, string>, value: number];

const at = (partition: number) => ({
  topic: 'orders',
  partition: `${partition}`,
});

/** As kafka_exporter writes them, for two partitions of three copies. */
const EXPORTED: Series[] = [
  ['kafka_broker_info', { id: '1', address: 'a:9092' }, 1],
  ['kafka_broker_info', { id: '2', address: 'b:9092' }, 1],
  ['kafka_topic_partition_current_offset', at(0), 120],
  ['kafka_topic_partition_current_offset', at(1), 80],
  ['kafka_topic_partition_oldest_offset', at(0), 20],
  ['kafka_topic_partition_oldest_offset', at(1), 0],
  ['kafka_topic_partition_leader', at(0), 2],
  ['kafka_topic_partition_leader', at(1), -1],
  ['kafka_topic_partition_replicas', at(0), 3],
  ['kafka_topic_partition_in_sync_replica', at(0), 2],
  ['kafka_consumergroup_members', { consumergroup: 'billing' }, 2],
  ['kafka_consumergroup_members', { consumergroup: 'idle' }, 0],
  [
    'kafka_consumergroup_current_offset',
    { ...at(0), consumergroup: 'billing' },
    100,
  ],
  [
    'kafka_consumergroup_current_offset',
    { ...at(1), consumergroup: 'billing' },
    -1,
  ],
];

const REDPANDA: Series[] = [0, 1, 2].map(shard => [
  'redpanda_kafka_max_offset',
  { redpanda_topic: 'orders', redpanda_partition: '0', shard: `${shard}` },
  40 + shard,
]);
REDPANDA.push(
  ['redpanda_kafka_replicas', { redpanda_topic: 'orders' }, 3],
  [
    'redpanda_kafka_under_replicated_replicas',
    { redpanda_topic: 'orders', redpanda_partition: '0' },
    1,
  ],
  [
    'redpanda_kafka_consumer_group_committed_offset',
    {
      redpanda_topic: 'orders',
      redpanda_partition: '0',
      redpanda_group: 'billing',
    },
    30,
  ],
  ['redpanda_kafka_consumer_group_consumers', { redpanda_group: 'billing' }, 1],
);

/** Answers selectors as Prometheus does: every matcher must hold, patterns are anchored. */
function select(series: readonly Series[], selector: string) {
  const matchers = [...selector.matchAll(/(\w+)(=~?)("(?:[^"\\]|\\.)*")/g)].map(
    ([, label, kind, quoted]) => {
      const text = JSON.parse(quoted) as string;
      const pattern = new RegExp(`^(?:${text})$`);
      return {
        label,
        holds: (v: string) => (kind === '=' ? v === text : pattern.test(v)),
      };
    },
  );
  return series.filter(([name, labels]) =>
    matchers.every(({ label, holds }) =>
      holds(label === '__name__' ? name : (labels[label] ?? '')),
    ),
  );
}

describe('PrometheusObserver', () => {
  let server: Server;
  let series: Series[];
  let status: number;
  let seen: Array<string | undefined>;
  let body: ((answer: object) => string) | undefined;

  beforeEach(async () => {
    series = EXPORTED;
    status = 200;
    seen = [];
    body = undefined;
    server = createServer(async (request, response) => {
      let asked = '';
      for await (const chunk of request) asked += chunk;
      seen.push(request.headers.authorization);
      const { searchParams } = new URL(request.url ?? '', 'http://host');
      const query =
        searchParams.get('query') ??
        new URLSearchParams(asked).get('query') ??
        '';
      const result = select(series, query).map(([name, labels, value]) => ({
        metric: { __name__: name, ...labels },
        value: [1_700_000_000.5, `${value}`],
      }));
      const answer = {
        status: 'success',
        data: { resultType: 'vector', result },
      };
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(status === 302 && { location: '/elsewhere' }),
      });
      response.end(body ? body(answer) : JSON.stringify(answer));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  const observer = (more: Partial<PrometheusObserverOptions> = {}) =>
    PrometheusObserver.create({
      system: 'local',
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      auth: { type: 'bearer', token: 't' },
      timeoutMs: 2_000,
      ...more,
    });

  const SCOPE = { topics: ['orders'], groups: ['billing', 'idle'] };

  it('reads ends, starts, leaders and commits from the names of kafka_exporter', async () => {
    const seenOnce = await observer().observe(SCOPE);

    expect(seenOnce).toMatchObject({ source: 'prometheus', system: 'local' });
    expect(seenOnce.brokers).toEqual([{ id: 1 }, { id: 2 }]);
    expect(seenOnce.topics[0].partitions[0]).toMatchObject({
      start: { value: 20n },
      end: { value: 120n },
      leader: { value: 2 },
    });
    expect(seenOnce.topics[0].partitions[0].replicas).toHaveLength(3);
    expect(seenOnce.topics[0].partitions[0].isr).toHaveLength(2);
    expect(seenOnce.topics[0].partitions[1].leader).toMatchObject({
      missing: { code: 'no-leader' },
    });
    expect(seenOnce.groups[0].offsets).toMatchObject([
      { partition: 0, committed: { value: 100n } },
      { partition: 1, committed: { missing: { code: 'no-commit' } } },
    ]);
  });

  it('reads the names of Redpanda, where every replica tells an end', async () => {
    series = REDPANDA;

    const { topics, groups } = await observer().observe(SCOPE);

    expect(topics[0].partitions[0]).toMatchObject({
      end: { value: 42n },
      leader: { missing: { code: 'unsupported' } },
      start: { missing: { code: 'unsupported' } },
    });
    expect(topics[0].partitions[0].isr).toHaveLength(2);
    expect(groups[0].offsets).toMatchObject([{ committed: { value: 30n } }]);
  });

  it('says what an exporter cannot tell, and never takes it for zero', async () => {
    const { topics, groups, controller } = await observer().observe(SCOPE);

    const { stableEnd, sizeBytes, newestMs } = topics[0].partitions[0];
    for (const reading of [stableEnd, sizeBytes, newestMs, controller]) {
      expect(reading).toMatchObject({ missing: { code: 'unsupported' } });
    }
    expect(topics[0].partitions[1].isr).toEqual([]);
    expect(groups[0].members).toMatchObject({
      missing: { code: 'unsupported' },
    });
    expect(groups[1]).toMatchObject({
      state: { value: 'Empty' },
      members: { value: [] },
    });
  });

  it('says that there is no series for a topic or group nobody exports', async () => {
    const { topics, groups } = await observer().observe({
      topics: ['nowhere'],
      groups: ['nobody'],
    });

    expect(topics[0].missing?.code).toBe('no-data');
    expect(groups[0].members).toMatchObject({ missing: { code: 'no-data' } });
    expect(groups[0].offsets).toEqual([]);
  });

  it('takes names for what they are, whatever characters they hold', async () => {
    series = [
      ['kafka_topic_partition_current_offset', at(0), 1],
      [
        'kafka_topic_partition_current_offset',
        { topic: 'a.b"c\\d', partition: '0' },
        7,
      ],
      [
        'kafka_topic_partition_current_offset',
        { topic: 'axb"c\\d', partition: '0' },
        9,
      ],
    ];

    const { topics } = await observer().observe({
      topics: ['a.b"c\\d'],
      groups: [],
    });

    expect(topics[0].partitions).toMatchObject([{ end: { value: 7n } }]);
  });

  it('asks only for the series of the configured cluster', async () => {
    series = EXPORTED.map(([name, labels, value]) => [
      name,
      { ...labels, namespace: 'other' },
      value,
    ]);

    const { topics } = await observer({
      labels: { namespace: 'kafka' },
    }).observe(SCOPE);

    expect(topics[0].missing?.code).toBe('no-data');
  });

  it.each([
    [401, 'unauthenticated'],
    [403, 'no-permission'],
    [302, 'failed'],
    [503, 'failed'],
  ])('gives the reason for status %i and no values', async (code, reason) => {
    status = code;

    const { missing, topics } = await observer().observe(SCOPE);

    expect(missing?.code).toBe(reason);
    expect(topics[0].missing?.code).toBe(reason);
    expect(seen.every(header => header === 'Bearer t')).toBe(true);
  });

  it('sends name and password where the configuration has them', async () => {
    await observer({
      auth: { type: 'basic', username: 'u', password: 'p' },
    }).observe(SCOPE);

    expect(new Set(seen)).toEqual(
      new Set([`Basic ${Buffer.from('u:p').toString('base64')}`]),
    );
  });

  it.each([
    ['is no JSON', () => '<html>', 'not JSON'],
    ['is something else', () => '{"status":"error"}', 'another form'],
    ['has no end', () => ' '.repeat(100_001), 'longer than'],
  ])('says so when the answer %s', async (_, write, words) => {
    body = write;

    const { missing } = await observer({ maxBytes: 100_000 }).observe(SCOPE);

    expect(missing).toMatchObject({
      code: 'failed',
      detail: expect.stringContaining(words),
    });
  });

  it('does not take a series for absent when Prometheus warns that its answer is not whole', async () => {
    body = answer =>
      JSON.stringify({ ...answer, warnings: ['store 10.0.0.1 is away'] });

    const { topics } = await observer().observe({
      topics: ['orders', 'nowhere'],
      groups: [],
    });

    expect(topics[0].partitions[0].end).toMatchObject({ value: 120n });
    expect(topics[1].missing?.code).toBe('failed');
    expect(topics[1].missing?.detail).not.toContain('10.0.0.1');
  });

  it('says that an answer does not come in time', async () => {
    const silent = createServer(() => {});
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;

    const { missing } = await observer({
      url: `http://127.0.0.1:${port}`,
      timeoutMs: 100,
    }).observe(SCOPE);
    silent.closeAllConnections();
    await new Promise(resolve => silent.close(resolve));

    expect(missing?.code).toBe('timeout');
  });

  it('says that Prometheus cannot be reached, without its address', async () => {
    const unreachable = observer();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));

    const { missing } = await unreachable.observe(SCOPE);

    expect(missing?.code).toBe('unreachable');
    expect(missing?.detail).not.toContain('127.0.0.1');
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });
});
