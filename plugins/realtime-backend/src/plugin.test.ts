import type { AddressInfo } from 'node:net';
import { Server } from 'node:http';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Kafka, logLevel } from 'kafkajs';
import request from 'supertest';
import { WebSocket } from 'ws';
import {
  BatchReader,
  type ViewedRecord,
} from '@backstage-realtime/plugin-realtime-common';
import { StandInKafka } from '@backstage-realtime/sandbox';
import realtimePlugin from './index';

const ENTITY = 'component:default/ping-pong';
const STREAM = 'kafka:local/pong_topic';
const ORIGIN = 'http://localhost:3000';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'ping-pong',
    namespace: 'default',
    annotations: {
      'backstage-realtime.io/kafka-topics':
        'local/pong_topic, local/secret_topic',
    },
  },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/team-realtime' }],
};

let kafka: StandInKafka;
const open: Array<() => Promise<unknown>> = [];

beforeAll(async () => {
  kafka = await StandInKafka.start();
  const admin = client().admin();
  await admin.connect();
  await admin.createTopics({
    topics: [{ topic: 'pong_topic', numPartitions: 2 }],
  });
  await admin.disconnect();
});

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

afterAll(() => kafka.close());

function client() {
  return new Kafka({
    brokers: kafka.bootstrap.split(','),
    logLevel: logLevel.NOTHING,
  });
}

async function produce(
  ...messages: Array<{ key?: string; value: string; partition?: number }>
) {
  const producer = client().producer({ allowAutoTopicCreation: false });
  await producer.connect();
  const [{ baseOffset, partition }] = await producer.send({
    topic: 'pong_topic',
    messages,
  });
  await producer.disconnect();
  return { offset: baseOffset!, partition };
}

/** The plugin whole, in a backend that denies the named permissions. */
async function startPlugin(...denied: string[]): Promise<Server> {
  const resultOf = (name: string) =>
    denied.includes(name) ? AuthorizeResult.DENY : AuthorizeResult.ALLOW;
  const permissions = mockServices.permissions.mock({
    authorize: async asked =>
      asked.map(({ permission }) => ({
        result: resultOf(permission.name) as never,
      })),
    authorizeConditional: async asked =>
      asked.map(({ permission }) => ({
        result: resultOf(permission.name) as never,
      })),
  });
  const { server } = await startTestBackend({
    features: [
      realtimePlugin,
      permissions.factory,
      catalogServiceMock.factory({ entities: [entity] }),
      mockServices.rootConfig.factory({ data: config() }),
    ],
  });
  return server as unknown as Server;
}

function config() {
  return {
    app: { baseUrl: ORIGIN },
    backend: { baseUrl: 'http://localhost:7007' },
    realtime: {
      kafka: {
        clusters: {
          local: {
            brokers: kafka.bootstrap.split(','),
            records: { enabled: true },
          },
        },
      },
      access: { allow: [{ name: 'team', topics: ['pong_*'] }] },
      masking: { policies: [{ name: 'pii', paths: ['clientIp'] }] },
    },
  };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function ticketOf(server: Server): Promise<string> {
  const response = await request(server)
    .post('/api/realtime/v1/tickets')
    .set('Authorization', mockCredentials.user.header())
    .expect(201);
  return response.body.ticket;
}

/** A page: everything it was sent, and how to wait for what it has not been sent yet. */
class Page {
  readonly frames: Array<{ type: string; [field: string]: unknown }> = [];
  readonly records: ViewedRecord[] = [];
  private readonly waiting = new Set<() => void>();

  static async open(
    server: Server,
    ticket: string,
    origin = ORIGIN,
  ): Promise<Page> {
    const url = `ws://localhost:${portOf(server)}/api/realtime/v1/stream`;
    const socket = new WebSocket(url, ['realtime.v1', `ticket.${ticket}`], {
      origin,
    });
    const page = new Page(socket);
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    open.push(async () => socket.terminate());
    return page;
  }

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (isBinary) this.readBatch(data);
      else this.frames.push(JSON.parse(data.toString()));
      this.waiting.forEach(check => check());
    });
  }

  send(command: object): void {
    this.socket.send(JSON.stringify(command));
  }

  subscribe(change: object = {}): void {
    this.send({
      type: 'subscribe',
      sub: 1,
      entityRef: ENTITY,
      stream: STREAM,
      from: { at: 'latest' },
      ...change,
    });
  }

  until<T>(find: () => T | undefined): Promise<T> {
    return new Promise(resolve => {
      const check = () => {
        const found = find();
        if (found === undefined) return;
        this.waiting.delete(check);
        resolve(found);
      };
      this.waiting.add(check);
      check();
    });
  }

  frame(
    type: string,
    matches: (frame: Record<string, unknown>) => boolean = () => true,
  ) {
    return this.until(() =>
      this.frames.find(frame => frame.type === type && matches(frame)),
    );
  }

  private readBatch(data: Buffer): void {
    const batch = BatchReader.open(data);
    for (let i = 0; i < batch.count; i++) this.records.push(batch.record(i));
    this.send({
      type: 'ack',
      channel: batch.channel,
      sequence: batch.sequence,
    });
  }
}

const isLive = (frame: Record<string, unknown>) =>
  (frame.status as { state: string }).state === 'live';
const textOf = (bytes: Uint8Array | null) =>
  bytes === null ? null : Buffer.from(bytes).toString();

describe('the realtime plugin', () => {
  it('shows a record that was produced a moment before, masked', async () => {
    const server = await startPlugin();
    const page = await Page.open(server, await ticketOf(server));
    page.subscribe();
    await page.frame('status', isLive);
    await produce({
      key: 'k1',
      value: '{"messageId":"m1","clientIp":"10.0.0.7"}',
    });
    const record = await page.until(() => page.records[0]);
    expect(textOf(record.key)).toBe('k1');
    expect(textOf(record.value)).toContain('"messageId":"m1"');
    expect(textOf(record.value)).not.toContain('10.0.0.7');
    expect(record.maskedFields).toBe(1);
  });

  it('counts every record it saw as delivered, filtered or a gap', async () => {
    const server = await startPlugin();
    const page = await Page.open(server, await ticketOf(server));
    page.subscribe({
      filter: { clauses: [{ in: 'value', op: 'contains', text: 'wanted' }] },
    });
    await page.frame('status', isLive);
    await produce(
      { value: '{"a":"wanted"}' },
      { value: '{"a":"other"}' },
      { value: '{"a":"Wanted"}' },
    );
    const stats = await page.frame(
      'stats',
      frame => (frame.seen as number) >= 3,
    );
    expect(stats).toMatchObject({ seen: 3, delivered: 2, filtered: 1 });
  });

  it.each([
    ['POST', '/api/realtime/v1/tickets', {}, 201],
    ['POST', '/api/realtime/v1/events', { subscribe: [] }, 400],
    [
      'GET',
      '/api/realtime/v1/entities/component/default/ping-pong/streams',
      undefined,
      200,
    ],
    [
      'POST',
      '/api/realtime/v1/records/inspect',
      { entityRef: ENTITY, stream: STREAM, partition: 0, offset: '999999' },
      404,
    ],
  ])(
    '%s %s wants a signed-in user and then answers',
    async (method, path, body, status) => {
      const server = await startPlugin();
      const call = () =>
        method === 'GET'
          ? request(server).get(path)
          : request(server).post(path).send(body);
      await call()
        .set('Authorization', mockCredentials.none.header())
        .expect(401);
      await call()
        .set('Authorization', mockCredentials.service.header())
        .expect(403);
      await call()
        .set('Authorization', mockCredentials.user.header())
        .expect(status);
    },
  );

  it('refuses tickets and events to somebody who may see no stream at all', async () => {
    const server = await startPlugin('realtime.topic.read');
    for (const path of ['tickets', 'events']) {
      const response = await request(server)
        .post(`/api/realtime/v1/${path}`)
        .set('Authorization', mockCredentials.user.header())
        .send({ subscribe: [] });
      expect(response.status).toBe(403);
      expect(response.body.error.message).toContain('realtime.topic.read');
    }
  });

  it('opens one record in full, and writes the refusal when the right is missing', async () => {
    const { offset, partition } = await produce({
      key: 'k',
      value: '{"id":9007199254740993,"clientIp":"10.0.0.7"}',
    });
    const body = { entityRef: ENTITY, stream: STREAM, partition, offset };
    const inspect = (server: Server) =>
      request(server)
        .post('/api/realtime/v1/records/inspect')
        .set('Authorization', mockCredentials.user.header())
        .send(body);
    const allowed = await inspect(await startPlugin());
    expect(allowed.body.value).toMatchObject({
      encoding: 'json',
      maskedPaths: expect.any(Array),
    });
    expect(allowed.body.value.text).toContain('9007199254740993');
    expect(JSON.stringify(allowed.body)).not.toContain('10.0.0.7');
    const refused = await inspect(await startPlugin('realtime.record.read'));
    expect(refused.status).toBe(403);
    expect(refused.body.error.code).toBe('realtime.stream.forbidden');
  });

  it('lists what the entity declares without saying whether a refused topic exists', async () => {
    const server = await startPlugin();
    const response = await request(server)
      .get('/api/realtime/v1/entities/component/default/ping-pong/streams')
      .set('Authorization', mockCredentials.user.header());
    expect(response.body.streams).toEqual([
      expect.objectContaining({ stream: STREAM, canReadRecords: true }),
      expect.objectContaining({
        stream: 'kafka:local/secret_topic',
        refusal: expect.objectContaining({
          code: 'realtime.stream.not-allowed',
        }),
      }),
    ]);
  });

  it.each([
    [
      'without the right to records',
      ['realtime.record.read'],
      {},
      'realtime.stream.forbidden',
    ],
    [
      'without the right to unmask',
      ['realtime.record.unmask'],
      { unmask: true },
      'realtime.stream.forbidden',
    ],
    [
      'for a topic no rule allows',
      [],
      { stream: 'kafka:local/secret_topic' },
      'realtime.stream.not-allowed',
    ],
    [
      'for a stream that is not declared',
      [],
      { stream: 'kafka:local/other' },
      'realtime.stream.not-declared',
    ],
    [
      'for an entity that is not there',
      [],
      { entityRef: 'component:default/no' },
      'realtime.entity.not-found',
    ],
  ])('refuses a stream %s', async (_, denied, change, code) => {
    const server = await startPlugin(...denied);
    const page = await Page.open(server, await ticketOf(server));
    page.subscribe(change);
    expect(await page.frame('error')).toMatchObject({ sub: 1, code });
  });

  it('lets somebody without the right to records watch the counts', async () => {
    const server = await startPlugin('realtime.record.read');
    const page = await Page.open(server, await ticketOf(server));
    page.subscribe({ mode: 'counts' });
    await page.frame('status', isLive);
    await produce({ value: '1' });
    await page.frame('stats', frame => (frame.seen as number) >= 1);
    expect(page.records).toEqual([]);
  });

  it.each([
    ['a ticket nobody issued', async () => 'x'.repeat(43), ORIGIN, 401],
    ['an origin that is not the portal', ticketOf, 'https://evil.example', 403],
  ])('refuses a socket with %s', async (_, ticket, origin, status) => {
    const server = await startPlugin();
    await ticketOf(server);
    await expect(
      Page.open(server, await ticket(server), origin),
    ).rejects.toThrow(String(status));
  });

  it('takes a ticket once', async () => {
    const server = await startPlugin();
    const ticket = await ticketOf(server);
    await Page.open(server, ticket);
    await expect(Page.open(server, ticket)).rejects.toThrow('401');
  });
});
