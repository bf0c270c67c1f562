import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import {
  MqttBroker,
  PongService,
  type PongMessage,
} from '@backstage-realtime/sandbox';
import mqtt from 'mqtt';
import { WebSocketServer } from 'ws';
import { ALLOW_ALL, UNMASKED } from './testUtils/aConfig';
import { anEntity } from './testUtils/anEntity';
import { ENTITY, ORIGIN } from './testUtils/names';
import { textOf, type Page } from './testUtils/Page';
import { usePlugins, type RunningPlugin } from './testUtils/usePlugins';

const { start, endWith } = usePlugins();

const records = { enabled: true };

const startPlugin = (annotations: Record<string, string>, systems: object) =>
  start({
    entity: anEntity(annotations),
    config: {
      app: { baseUrl: ORIGIN },
      backend: { baseUrl: 'http://localhost:7007' },
      realtime: { ...ALLOW_ALL, ...UNMASKED, ...systems },
    },
  });

describe('an MQTT filter on an entity page', () => {
  const stream = 'mqtt:local/ping/#';

  async function publish(url: string, topic: string, payload: string) {
    const client = await mqtt.connectAsync(url, { protocolVersion: 4 });
    await client.publishAsync(topic, payload, { qos: 1 });
    await client.endAsync();
  }

  const startMqtt = (url: string) =>
    startPlugin(
      { 'backstage-realtime.io/mqtt-topics': 'local/ping/#' },
      { mqtt: { brokers: { local: { url, records } } } },
    );

  it('shows the topic as key and the payload as value, and opens a record from what is held', async () => {
    const broker = await MqttBroker.start();
    endWith(() => broker.close());
    const plugin = await startMqtt(broker.url);
    const page = await plugin.page();
    await page.watch({ stream });
    await publish(broker.url, 'ping/messages', '{"n":1}');
    const { key, partition, offset } = await page.record('{"n":1}');
    expect(textOf(key)).toBe('ping/messages');
    await opensAndMisses(plugin, { stream, partition, offset }, '{"n":1}');
  });

  it('says that the broker is away, then what it cannot know, then goes on', async () => {
    const broker = await MqttBroker.start();
    const port = Number(new URL(broker.url).port);
    const plugin = await startMqtt(broker.url);
    const page = await plugin.page();
    await page.watch({ stream });
    await publish(broker.url, 'ping/a', 'before');
    await page.record('before');
    await broker.close();
    await saysUnreachable(page, 'local');
    const seen = page.frames.length;
    const again = await MqttBroker.start({ port });
    endWith(() => again.close());
    await goesOnAfterGap(page, seen);
    await publish(again.url, 'ping/a', 'after');
    await page.record('after');
    expect(page.values).toEqual(['before', 'after']);
  });
});

describe('a WebSocket endpoint on an entity page', () => {
  const stream = 'websocket:pong';

  const startWebSocket = (url: string, headers = {}) =>
    startPlugin(
      { 'backstage-realtime.io/websocket': 'pong' },
      { websocket: { endpoints: { pong: { url, headers, records } } } },
    );

  const aPong = (messageId: string): PongMessage => ({
    messageId,
    originalContent: 'ping',
    response: 'pong',
    pingTimestamp: 1,
    pongTimestamp: 2,
    processingTimeMs: 1,
    clientIp: '192.0.2.1',
    region: 'eu-west',
  });

  it('shows what the pong service sends, survives its end, and says what it cannot know', async () => {
    const first = await PongService.start();
    const port = Number(new URL(first.webSocketUrl).port);
    const plugin = await startWebSocket(first.webSocketUrl);
    const page = await plugin.page();
    await page.watch({ stream });
    first.send(aPong('before'));
    const { partition, offset, value } = await page.until(
      () => page.records[0],
    );
    expect(textOf(value)).toContain('"before"');
    await opensAndMisses(plugin, { stream, partition, offset }, 'before');
    await first.stop();
    await saysUnreachable(page, 'pong');
    const seen = page.frames.length;
    const again = await PongService.start(port);
    endWith(() => again.stop());
    await goesOnAfterGap(page, seen);
    again.send(aPong('after'));
    const last = await page.until(() => page.records[1]);
    expect(textOf(last.value)).toContain('"after"');
  });

  it('carries the headers of app-config upstream and never to the page', async () => {
    const { server, url } = await listen();
    const sockets = new WebSocketServer({ server });
    const connected = once(sockets, 'connection');
    endWith(() => sockets.clients.forEach(client => client.terminate()));
    const plugin = await startWebSocket(url, {
      Authorization: 'Bearer upstream-secret',
    });
    const page = await plugin.page();
    page.subscribe({ stream });
    const [upstream, { headers }] = await connected;
    expect(headers.authorization).toBe('Bearer upstream-secret');
    await page.status('live');
    upstream.send('hello');
    await page.record('hello');
    expect(JSON.stringify(page.frames)).not.toContain('upstream-secret');
  });

  it('says that the endpoint refused its credential, without naming its address', async () => {
    const { server, url } = await listen();
    server.on('upgrade', (_, socket) =>
      socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n'),
    );
    const plugin = await startWebSocket(url);
    const page = await plugin.page();
    page.subscribe({ stream });
    const { code, reason } = await page.frame('end');
    expect(code).toBe('realtime.websocket.refused');
    expect(reason).toContain('pong');
    expect(JSON.stringify(page.frames)).not.toContain(new URL(url).port);
  });

  async function listen(): Promise<{ server: Server; url: string }> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    endWith(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    return { server, url: `ws://127.0.0.1:${port}` };
  }
});

async function saysUnreachable(page: Page, part: string): Promise<void> {
  const { status } = await page.status('unreachable');
  expect(status).toMatchObject({
    part: expect.stringContaining(part),
    reason: expect.any(String),
    sinceMs: expect.any(Number),
    tries: expect.any(Number),
    nextTryAtMs: expect.any(Number),
  });
  expect(JSON.stringify(status)).not.toContain('127.0.0.1');
}

async function goesOnAfterGap(page: Page, seen: number): Promise<void> {
  const { gap } = await page.frame('gap');
  expect(gap).toEqual({ partition: 0, reason: 'disconnected' });
  await page.status('live', 1, seen);
}

async function opensAndMisses(
  plugin: RunningPlugin,
  place: { stream: string; partition: number; offset: string },
  text: string,
): Promise<void> {
  const body = { entityRef: ENTITY, ...place };
  const found = await plugin.post('records/inspect', body);
  expect(found.status).toBe(200);
  expect(found.body.value.text).toContain(text);
  const later = { ...body, offset: '4711' };
  const missed = await plugin.post('records/inspect', later);
  expect(missed.status).toBe(404);
  expect(missed.body.error.code).toBe('realtime.record.not-found');
  expect(missed.body.error.message).toContain('4711');
}
