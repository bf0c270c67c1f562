import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import {
  createServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { Aedes } from 'aedes';
import { createWebSocketStream, WebSocketServer } from 'ws';
import { createAuthority, issueCertificate } from '@backstage-realtime/sandbox';
import { TIGHT_LIMITS } from '../testUtils/pushedSourceContract';
import { EventReader } from '../testUtils/readEvents';
import { MqttRecordSource } from './MqttRecordSource';

const CONNACK = Buffer.from([0x20, 2, 0, 0]);
const SUBACK = 0x90;
const SUBSCRIBE = 8;
/** Made before the clock of a test runs: keys take seconds on a busy machine. */
const unknown = issueCertificate(createAuthority());

describe('an MQTT broker behind', () => {
  const endings: Array<() => unknown> = [];

  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });

  async function listen(server: Server): Promise<number> {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    endings.push(() => new Promise(resolve => server.close(resolve)));
    return (server.address() as AddressInfo).port;
  }

  function open(url: string): EventReader {
    const abort = new AbortController();
    const source = MqttRecordSource.create({
      brokers: new Map([
        ['local', { name: 'local', url, recordsEnabled: true }],
      ]),
      limits: TIGHT_LIMITS,
    });
    endings.push(
      () => source.close(),
      () => abort.abort(),
    );
    return new EventReader(
      source.open(
        { kind: 'mqtt', system: 'local', topic: 'a/#' },
        { from: { at: 'latest' }, signal: abort.signal },
      ),
    );
  }

  async function startBroker(): Promise<Aedes> {
    const broker = await Aedes.createBroker();
    endings.push(() => new Promise<void>(resolve => broker.close(resolve)));
    return broker;
  }

  it('a WebSocket gives its messages, and a gap for one that is too large', async () => {
    const broker = await startBroker();
    const http = createHttpServer();
    const sockets = new WebSocketServer({ server: http });
    sockets.on('connection', (socket, request) =>
      broker.handle(createWebSocketStream(socket), request),
    );
    const reader = open(`ws://127.0.0.1:${await listen(http)}/mqtt`);
    await reader.next('reachable');
    for (const payload of ['x'.repeat(200_000), 'small']) {
      broker.publish(
        {
          cmd: 'publish',
          topic: 'a/1',
          payload,
          qos: 0,
          retain: false,
          dup: false,
        },
        () => {},
      );
    }

    expect((await reader.next('gap')).gap).toMatchObject({
      count: 1,
      reason: 'too-large',
    });
    expect(await reader.records(1)).toMatchObject([
      { offset: 1n, value: 'small' },
    ]);
  });

  it('a certificate of an unknown authority says so', async () => {
    const { key, certificate: cert } = unknown;
    const broker = await startBroker();
    const server = createTlsServer({ key, cert }, broker.handle);
    const reader = open(`mqtts://127.0.0.1:${await listen(server)}`);

    expect((await reader.next('unreachable')).reason).toBe(
      'the certificate is not accepted',
    );
  });

  it('a slow line tells of a message that is too large before it is here', async () => {
    const topic = Buffer.from([0, 3, ...Buffer.from('a/1')]);
    const headOf256MiB = Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f]);
    const server = createServer((socket: Socket) => {
      socket.on('data', ([head, , ...rest]: Buffer) => {
        const isSubscribe = head >> 4 === SUBSCRIBE;
        const [idHigh, idLow] = rest;
        if (!isSubscribe) socket.write(CONNACK);
        else {
          socket.write(Buffer.from([SUBACK, 3, idHigh, idLow, 0]));
          socket.write(Buffer.concat([headOf256MiB, topic, topic]));
        }
      });
      endings.push(() => socket.destroy());
    });
    const reader = open(`mqtt://127.0.0.1:${await listen(server)}`);

    expect((await reader.next('gap')).gap).toMatchObject({
      count: 1,
      reason: 'too-large',
    });
  });
});
