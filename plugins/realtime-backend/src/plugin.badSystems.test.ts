import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import type { JsonObject } from '@backstage/types';
import { StandInKafka } from '@backstage-realtime/sandbox';
import { aCluster, aConfig, ALLOW_ALL, UNMASKED } from './testUtils/aConfig';
import { anEntity } from './testUtils/anEntity';
import { createTopic, produce } from './testUtils/kafkaClient';
import { ENTITY, STREAM, TOPIC } from './testUtils/names';
import { textOf, type Page } from './testUtils/Page';
import { usePlugins } from './testUtils/usePlugins';

const { start, endWith } = usePlugins();
let kafka: StandInKafka;

beforeAll(async () => {
  kafka = await StandInKafka.start();
  await createTopic(kafka.bootstrap);
});

afterAll(() => kafka.close());

const topics = (list: string) =>
  anEntity({ 'backstage-realtime.io/kafka-topics': list });

/** The healthy stream, beside one cluster that is not. */
const withCluster = (name: string, cluster: JsonObject) =>
  aConfig(kafka.bootstrap, {
    ...ALLOW_ALL,
    ...UNMASKED,
    kafka: {
      clusters: { local: aCluster(kafka.bootstrap), [name]: cluster },
    },
  });

/** Stream 1 of the page still shows what is produced now. */
async function stillShows(page: Page, value: string): Promise<void> {
  await produce(kafka.bootstrap, [{ value }]);
  await page.record(value);
}

async function listenOn(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A port of this machine where nobody answers. */
async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listenOn(server);
  server.close();
  await once(server, 'close');
  return port;
}

describe('what an entity wishes wrongly', () => {
  it('names the malformed part and its right form, and leaves the other streams alone', async () => {
    const plugin = await start({
      config: aConfig(kafka.bootstrap, UNMASKED),
      entity: topics(`local/${TOPIC}, just-a-topic, local/sp ace,`),
    });
    const { body } = await plugin.get(
      'entities/component/default/ping-pong/streams',
    );
    expect(body.problems.map(({ part }: { part: string }) => part)).toEqual([
      'just-a-topic',
      'local/sp ace',
      '',
    ]);
    expect(body.problems[0].message).toContain('cluster/topic');
    const page = await plugin.page();
    await page.watch();
    await stillShows(page, 'beside malformed parts');
  });

  it.each([
    ['a topic no rule allows', 'local/secret_topic', 'not-allowed'],
    ['a cluster nobody configured', 'elsewhere/pong_topic', 'not-configured'],
    ['a topic that is not there', 'local/pong_nowhere', 'topic-not-found'],
  ])('refuses %s and shows the others', async (_, part, code) => {
    const plugin = await start({
      config: aConfig(kafka.bootstrap, UNMASKED),
      entity: topics(`local/${TOPIC}, ${part}`),
    });
    const page = await plugin.page();
    await page.watch();
    page.subscribe({ sub: 2, stream: `kafka:${part}` });
    const refusal = await page.until(() =>
      [...page.of('error'), ...page.of('end')].find(({ sub }) => sub === 2),
    );
    expect(refusal.code).toMatch(new RegExp(`^realtime\\..*${code}$`));
    await stillShows(page, `beside ${code}`);
  });
});

describe('systems that do not work', () => {
  it('says which cluster is away, since when and when it is tried again', async () => {
    const port = await closedPort();
    const plugin = await start({
      config: withCluster('dead', aCluster(`127.0.0.1:${port}`)),
      entity: topics(`local/${TOPIC}, dead/${TOPIC}`),
    });
    const page = await plugin.page();
    await page.watch();
    page.subscribe({ sub: 2, stream: `kafka:dead/${TOPIC}` });
    const { status } = await page.status('unreachable', 2);
    expect(status).toMatchObject({
      part: expect.stringContaining('dead'),
      reason: expect.any(String),
      sinceMs: expect.any(Number),
      tries: expect.any(Number),
      nextTryAtMs: expect.any(Number),
    });
    const stream = `kafka:dead/${TOPIC}`;
    const body = { entityRef: ENTITY, stream, partition: 0, offset: '0' };
    const opened = await plugin.post('records/inspect', body);
    expect(opened.status).toBe(503);
    expect(opened.body.error.code).toBe('realtime.kafka.unreachable');
    expect(JSON.stringify([page.frames, opened.body])).not.toContain(
      String(port),
    );
    await stillShows(page, 'beside a dead cluster');
  });

  it('says that the credential is refused and when it is tried again, and never repeats it', async () => {
    const guarded = await StandInKafka.start({
      sasl: { username: 'portal', password: 'right' },
      topics: [{ name: TOPIC, partitions: 1, replicationFactor: 1 }],
    });
    endWith(() => guarded.close());
    const sasl = { mechanism: 'plain', username: 'portal', password: 'wr0ng' };
    const plugin = await start({
      config: withCluster('guarded', aCluster(guarded.bootstrap, { sasl })),
      entity: topics(`local/${TOPIC}, guarded/${TOPIC}`),
    });
    const page = await plugin.page();
    await page.watch();
    page.subscribe({ sub: 2, stream: `kafka:guarded/${TOPIC}` });
    const { status } = await page.status('unreachable', 2);
    expect(status).toMatchObject({
      reason: expect.stringMatching(/authentication.*guarded/i),
      nextTryAtMs: expect.any(Number),
    });
    expect(JSON.stringify(page.frames)).not.toMatch(/wr0ng|127\.0\.0\.1/);
    await stillShows(page, 'beside a refused credential');
  });

  const CONFLUENT = Buffer.from([0, 0, 0, 0, 42, 2, 2]);

  it.each([
    ['does not answer', async () => `http://127.0.0.1:${await closedPort()}`],
    ['does not know the id', registryWithout],
  ])(
    'shows bytes and the reason when the schema registry %s',
    async (_, at) => {
      const schemaRegistry = { url: await at(), timeoutMs: 1_000 };
      const cluster = aCluster(kafka.bootstrap, { schemaRegistry });
      const plugin = await start({
        config: aConfig(kafka.bootstrap, {
          ...UNMASKED,
          kafka: { clusters: { local: cluster } },
        }),
      });
      const page = await plugin.page();
      await page.watch();
      const place = await produce(kafka.bootstrap, [{ value: CONFLUENT }]);
      const { valueEncoding, value } = await page.until(() => page.records[0]);
      expect(['bytes', 'unknown']).toContain(valueEncoding);
      expect(Buffer.from(value!)).toEqual(CONFLUENT);
      const body = { entityRef: ENTITY, stream: STREAM, ...place };
      const opened = await plugin.post('records/inspect', body).expect(200);
      const reasons = JSON.stringify(opened.body.value.report);
      expect(reasons).toMatch(/registry/i);
      expect(reasons).not.toContain('127.0.0.1');
      await stillShows(page, 'beside a schema nobody knows');
      expect(textOf(page.records[0].key)).toBeNull();
    },
  );

  async function registryWithout(): Promise<string> {
    const server = createHttpServer((_, response) => {
      response.writeHead(404, { 'Content-Type': 'application/json' });
      response.end('{"error_code":40403,"message":"Schema not found"}');
    });
    endWith(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${await listenOn(server)}`;
  }
});
