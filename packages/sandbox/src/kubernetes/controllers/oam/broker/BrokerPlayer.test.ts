import { Kafka, logLevel } from 'kafkajs';
import { connectAsync } from 'mqtt';
import { lastOf, onPlatform, PLATFORM } from '../../testUtils/onPlatform';

describe('MQTT brokers of an application', () => {
  jest.setTimeout(60_000);
  const { at, run, untilRunning, untilWaits } = onPlatform();

  const broker = (name: string, properties: object = {}) => ({
    ...{ name, type: 'iot-broker' },
    properties: { realtime: PLATFORM, ...properties },
  });

  const bridge = (kafkaTopic: string, more: object = {}) => ({
    connector: { kafkaTopic, mqttTopic: 'sensors/+', ...more },
  });

  /** A device that knows what the Secret of the broker says. */
  const connectDevice = async (name: string) => {
    const secret = await at.world.readSecret(`${name}-mqtt-secret`);
    const url = `mqtt://${secret.MQTT_HOST}:${secret.MQTT_PORT}`;
    return connectAsync(url, {
      ...{ username: secret.MQTT_USER, password: secret.MQTT_PASSWORD },
      ...{ protocolVersion: 4, reconnectPeriod: 0 },
    });
  };

  const readFirst = async (topic: string) => {
    const brokers = [at.world.kafka.bootstrap];
    const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING });
    const consumer = kafka.consumer({ groupId: `read-${topic}` });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    const record = await new Promise<{ key?: string; value?: string }>(
      resolve => {
        void consumer.run({
          eachMessage: async ({ message: { key, value } }) =>
            resolve({ key: key?.toString(), value: value?.toString() }),
        });
      },
    );
    await consumer.disconnect();
    return record;
  };

  it('carries what a device says to its broker into Kafka, keyed by a field', async () => {
    await run('farm', broker('devices', bridge('device_events')));
    const seen = await untilRunning('farm');
    expect(lastOf(seen).services?.[0]).toMatchObject({
      message: '1 of 1 brokers are ready; the way into Kafka is RUNNING',
      details: { mqttSecret: 'devices-mqtt-secret' },
    });
    const device = await connectDevice('devices');
    const text = '{"deviceId":"d-1","celsius":21.5}';
    await device.publishAsync('sensors/attic', text, { qos: 1 });
    expect(await readFirst('device_events')).toEqual({
      key: 'd-1',
      value: text,
    });
    const closed = new Promise<void>(resolve => {
      device.once('close', () => resolve());
    });
    await at.world.removeApplication('farm');
    await closed;
    await expect(at.world.readSecret('devices-mqtt-secret')).rejects.toThrow();
  });

  it('refuses a device with another password, and knows the users whose Secrets are there', async () => {
    const passwordSecretRef = { name: 'attic', key: 'password' };
    const users = [{ username: 'attic', passwordSecretRef }];
    await run('attic', broker('attic', { authentication: { users } }));
    await untilWaits('attic', 'there is no Secret attic');
    await at.world.createSecret('attic', { password: 'of-the-attic' });
    await untilRunning('attic');
    const { MQTT_PORT } = await at.world.readSecret('attic-mqtt-secret');
    const connect = (password: string) =>
      connectAsync(`mqtt://127.0.0.1:${MQTT_PORT}`, {
        ...{ username: 'attic', password },
        ...{ protocolVersion: 4, reconnectPeriod: 0 },
      });
    await expect(connect('of-the-cellar')).rejects.toThrow(/password/i);
    await (await connect('of-the-attic')).endAsync(true);
    await at.world.removeApplication('attic');
  });

  it('gives a connector up that keeps meeting what it cannot read, and says so', async () => {
    await run('noisy', broker('noisy', bridge('noisy_events')));
    await untilRunning('noisy');
    const device = await connectDevice('noisy');
    const unhealthy = at.world.untilSays(
      'noisy',
      ({ status }) => status === 'unhealthy',
    );
    for (let i = 0; i <= 10; i += 1)
      await device.publishAsync('sensors/a', 'no JSON', { qos: 1 });
    const seen = await unhealthy;
    expect(lastOf(seen).services?.[0]?.message).toContain('is FAILED');
    expect(lastOf(seen).workflow?.message).toContain(
      'messages came that are no JSON with the field deviceId',
    );
    await device.endAsync(true);
    await at.world.removeApplication('noisy');
  });

  it('passes over what it cannot read when it is told to', async () => {
    const policy = { errorPolicy: 'IGNORE', keyField: 'from.id' };
    await run('calm', broker('calm', bridge('calm_events', policy)));
    await untilRunning('calm');
    const device = await connectDevice('calm');
    for (let i = 0; i <= 20; i += 1)
      await device.publishAsync('sensors/a', 'no JSON', { qos: 1 });
    await device.publishAsync('sensors/a', '{"from":{"id":7}}', { qos: 1 });
    expect(await readFirst('calm_events')).toMatchObject({ key: '7' });
    await device.endAsync(true);
    await at.world.removeApplication('calm');
  });

  it('waits for the platform whose Kafka a connector writes to', async () => {
    const lost = broker('lost', { ...bridge('lost'), realtime: 'nobody' });
    await run('lost', lost);
    const { services, status } = await untilWaits('lost', 'named "nobody"');
    expect(status).toBe('runningWorkflow');
    expect(services).toMatchObject([
      {
        healthy: false,
        message:
          '1 of 1 brokers are ready; the way into Kafka is not there yet',
      },
    ]);
    expect(await at.world.listTopics()).not.toContain('lost');
    await at.world.removeApplication('lost');
  });
});
