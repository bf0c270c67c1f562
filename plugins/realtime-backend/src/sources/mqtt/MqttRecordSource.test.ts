import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Aedes } from 'aedes';
import { clientsOf } from '../testUtils/clientsOf';
import {
  itKeepsTheContractOfPushedSources,
  TIGHT_LIMITS,
  type PushedWorld,
} from '../testUtils/pushedSourceContract';
import { EventReader } from '../testUtils/readEvents';
import { MqttRecordSource } from './MqttRecordSource';

interface BrokerWorld extends PushedWorld {
  broker: Aedes;
  send(topic: string, payload: string, retain?: boolean): Promise<void>;
}

async function startWorld(): Promise<BrokerWorld> {
  const broker = await Aedes.createBroker();
  let isRefusing = false;
  broker.authenticate = (_client, username, password, done) => {
    const isRight = username === 'viewer' && password?.toString() === 'pass';
    done(null, isRight && !isRefusing);
  };
  broker.authorizeSubscribe = (_client, subscription, done) =>
    done(null, subscription.topic.startsWith('secret') ? null : subscription);
  const server = createServer(broker.handle);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const settings = {
    name: 'local',
    url: `mqtt://127.0.0.1:${port}`,
    username: 'viewer',
    password: 'pass',
    recordsEnabled: true,
  };
  const source = MqttRecordSource.create({
    brokers: new Map([['local', settings]]),
    limits: TIGHT_LIMITS,
  });
  const send = (topic: string, payload: string, retain = false) =>
    new Promise<void>((resolve, reject) =>
      broker.publish(
        {
          cmd: 'publish',
          topic,
          payload: Buffer.from(payload),
          qos: 0,
          retain,
          dup: false,
        },
        error => (error ? reject(error) : resolve()),
      ),
    );
  return {
    source,
    ref: { kind: 'mqtt', system: 'local', topic: 'ping/#' },
    unknownRef: { kind: 'mqtt', system: 'nowhere', topic: 'ping/#' },
    broker,
    send,
    publish: payload => send('ping/messages', payload),
    cut: async () => {
      for (const client of clientsOf(broker)) client.conn.destroy();
    },
    refuse: () => {
      isRefusing = true;
    },
    whenEmpty: () => whenEmpty(broker),
    stop: async () => {
      await new Promise<void>(resolve => broker.close(() => resolve()));
      await new Promise(resolve => server.close(resolve));
    },
  };
}

async function whenEmpty(broker: Aedes): Promise<void> {
  while (broker.connectedClients > 0) await once(broker, 'clientDisconnect');
}

describe('MqttRecordSource', () => {
  itKeepsTheContractOfPushedSources('realtime.mqtt.refused', startWorld);
});

describe('an MQTT broker', () => {
  let world: BrokerWorld;
  let abort: AbortController;

  const open = (topic: string, signal = abort.signal) =>
    new EventReader(
      world.source.open(
        { kind: 'mqtt', system: 'local', topic },
        { from: { at: 'latest' }, signal },
      ),
    );

  beforeEach(async () => {
    abort = new AbortController();
    world = await startWorld();
  });

  afterEach(async () => {
    abort.abort();
    await world.source.close();
    await world.stop();
  });

  it('gives each record its topic as key, and topic, qos and retain as headers', async () => {
    await world.send('ping/kept', 'old', true);
    const reader = open('ping/+');
    const [record] = await reader.records(1);
    expect(record).toMatchObject({
      key: 'ping/kept',
      value: 'old',
      headers: { topic: 'ping/kept', qos: '0', retain: 'true' },
    });
  });

  it('serves several streams over one connection, which ends with the last', async () => {
    const first = open('a/#');
    const second = open('b/#');
    await first.next('reachable');
    await second.next('reachable');
    expect(world.broker.connectedClients).toBe(1);
    await world.send('b/1', 'for b');
    await world.send('a/1', 'for a');
    expect(await first.records(1)).toMatchObject([{ value: 'for a' }]);
    expect(await second.records(1)).toMatchObject([{ value: 'for b' }]);
    await first.stop();
    expect(world.broker.connectedClients).toBe(1);
    await second.stop();
    await world.whenEmpty();
  });

  it('does not show a message twice where two streams overlap', async () => {
    const wide = open('a/#');
    const narrow = open('a/1');
    await wide.next('reachable');
    await narrow.next('reachable');
    await world.send('a/1', 'once');
    await world.send('a/1', 'last');
    expect(await wide.records(2)).toMatchObject([
      { value: 'once' },
      { value: 'last' },
    ]);
    expect(await narrow.records(2)).toMatchObject([
      { value: 'once' },
      { value: 'last' },
    ]);
  });

  it('tells only the streams of its topic of a message that is too large, and keeps the connection', async () => {
    const wide = open('a/#');
    const other = open('b/#');
    await wide.next('reachable');
    await other.next('reachable');
    const [{ id }] = clientsOf(world.broker);
    await world.send('a/1', 'x'.repeat(3_000_000));
    await world.send('a/1', 'small');
    await world.send('b/1', 'small');
    const { gap } = await wide.next('gap');
    expect(gap).toMatchObject({ count: 1, reason: 'too-large' });
    expect(await wide.records(1)).toMatchObject([{ offset: 1n }]);
    expect(await other.records(1)).toMatchObject([{ offset: 0n }]);
    expect(clientsOf(world.broker)).toMatchObject([{ id }]);
  });

  it('ends only the stream whose filter is refused', async () => {
    const allowed = open('ping/#');
    await allowed.next('reachable');
    await expect(open('secret/#').next('reachable')).rejects.toMatchObject({
      code: 'realtime.mqtt.refused',
    });
    await world.publish('still here');
    expect(await allowed.records(1)).toMatchObject([{ value: 'still here' }]);
  });

  it('uses a client id that no other reader has', async () => {
    const reader = open('ping/#');
    await reader.next('reachable');
    const [{ id }] = clientsOf(world.broker);
    expect(id).toMatch(/^backstage-realtime-[0-9a-f]{8}$/);
  });
});
