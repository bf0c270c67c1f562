import { connectAsync, type MqttClient } from 'mqtt';
import { MqttBroker, type MqttBrokerOptions } from './MqttBroker';

describe('MqttBroker', () => {
  const open: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const close of open.splice(0).reverse()) {
      await close();
    }
  });

  const start = async (options?: MqttBrokerOptions) => {
    const broker = await MqttBroker.start(options);
    open.push(() => broker.close());
    return broker;
  };

  const connect = async (
    url: string,
    credentials: { username?: string; password?: string } = {},
  ): Promise<MqttClient> => {
    const options = { protocolVersion: 4, reconnectPeriod: 0 } as const;
    const client = await connectAsync(url, { ...options, ...credentials });
    open.push(() => client.endAsync(true));
    return client;
  };

  it('carries a message from TCP to a WebSocket client by topic filter', async () => {
    const broker = await start();
    const reader = await connect(broker.webSocketUrl);
    await reader.subscribeAsync('ping/+');
    const arrived = new Promise<string>(resolve => {
      reader.on('message', (topic, payload) => resolve(`${topic} ${payload}`));
    });
    const writer = await connect(broker.url);
    await writer.publishAsync('other/messages', 'not this');
    await writer.publishAsync('ping/messages', 'hello');
    expect(await arrived).toBe('ping/messages hello');
    expect(broker.clientCount).toBe(2);
  });

  it('lets in the right password and refuses the wrong one and none', async () => {
    const right = { username: 'u', password: 'right' };
    const broker = await start({ users: new Map([['u', 'right']]) });
    expect((await connect(broker.url, right)).connected).toBe(true);
    await expect(
      connect(broker.url, { ...right, password: 'wrong' }),
    ).rejects.toThrow(/Bad username or password/i);
    await expect(connect(broker.url)).rejects.toThrow(
      /Bad username or password/i,
    );
  });

  it('passes on what its topics allow, and nothing else', async () => {
    const broker = await start({ topics: ['sensors/+'] });
    const client = await connect(broker.url);
    await client.subscribeAsync('#');
    const arrived = new Promise<string>(resolve => {
      client.on('message', topic => resolve(topic));
    });
    await client.publishAsync('commands/stop', 'dropped');
    await client.publishAsync('sensors/a/b', 'dropped');
    await client.publishAsync('sensors/a', 'kept');
    expect(await arrived).toBe('sensors/a');
  });

  it('refuses to start on a busy port', async () => {
    const port = Number(new URL((await start()).url).port);
    await expect(MqttBroker.start({ port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });

  it('disconnects its clients when it closes', async () => {
    const broker = await MqttBroker.start();
    const client = await connect(broker.url);
    const closed = new Promise<void>(resolve => {
      client.once('close', () => resolve());
    });
    await broker.close();
    await closed;
    expect(client.connected).toBe(false);
  });
});
