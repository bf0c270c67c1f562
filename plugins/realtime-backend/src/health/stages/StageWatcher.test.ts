import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { Aedes } from 'aedes';
import { clientsOf } from '../../sources/testUtils/clientsOf';
import { systemClock } from '../../clock';
import { engineDefaults } from '../../config/schema';
import { Hub } from '../../hub/Hub';
import { MqttRecordSource } from '../../sources/mqtt/MqttRecordSource';
import { StageWatcher } from './StageWatcher';

const REF = { kind: 'mqtt', system: 'local', topic: 'ping/#' } as const;
const TOPIC = { kind: 'kafka', system: 'local', topic: 'pong_topic' } as const;

describe('watching the stages around topics', () => {
  let broker: Aedes;
  let server: Server;
  let source: MqttRecordSource;
  let hub: Hub;
  let watcher: StageWatcher;

  beforeEach(async () => {
    broker = await Aedes.createBroker();
    server = createServer(broker.handle);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const url = `mqtt://127.0.0.1:${port}`;
    source = MqttRecordSource.create({
      brokers: new Map([
        ['local', { name: 'local', url, recordsEnabled: true }],
      ]),
    });
    hub = Hub.create({
      sources: { mqtt: source },
      settings: { ...engineDefaults, lingerMs: 1 },
      clock: systemClock,
    });
    watcher = StageWatcher.create({
      hub,
      streams: [REF as never, TOPIC as never],
      clock: systemClock,
    });
  });

  afterEach(async () => {
    watcher.stop();
    await hub.stop();
    await source.close();
    await new Promise<void>(resolve => broker.close(() => resolve()));
    if (server.listening) await new Promise(resolve => server.close(resolve));
  });

  const send = (payload: string) =>
    new Promise<void>((resolve, reject) =>
      broker.publish(
        {
          cmd: 'publish',
          topic: 'ping/a',
          payload: Buffer.from(payload),
          qos: 0,
          retain: false,
          dup: false,
        },
        error => (error ? reject(error) : resolve()),
      ),
    );

  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise(resolve => setImmediate(resolve));
  }

  const stage = () => watcher.read()[0];

  it('tells since when a filter is connected and how many messages came since', async () => {
    const beganMs = systemClock.now();
    watcher.start();
    await until(() => stage().isConnected === true);
    for (const payload of ['1', '2', '3']) await send(payload);
    await until(() => stage().records === 3);

    expect(watcher.read()).toHaveLength(1);
    expect(stage()).toMatchObject({
      kind: 'mqtt',
      system: 'local',
      topic: 'ping/#',
    });
    expect(stage().sinceMs).toBeGreaterThanOrEqual(beganMs);
  });

  it('tells that the connection is lost, and counts anew from when it is back', async () => {
    watcher.start();
    await until(() => stage().isConnected === true);
    await send('1');
    await until(() => stage().records === 1);

    for (const client of clientsOf(broker)) client.conn.destroy();
    await until(() => stage().isConnected === false);
    expect(stage().records).toBeUndefined();

    await until(() => stage().isConnected === true);
    await send('2');
    await until(() => stage().records === 1);
  }, 20_000);

  it('lets go of everything when nobody looks any more', async () => {
    watcher.start();
    watcher.start();
    await until(() => stage().isConnected === true);
    expect(hub.stats()).toMatchObject({ readers: 1, viewers: 1 });

    watcher.stop();

    expect(watcher.read()).toEqual([]);
    expect(hub.stats().viewers).toBe(0);
    await until(() => hub.stats().readers === 0);
  });
});
