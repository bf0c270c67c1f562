import { ConfigReader } from '@backstage/config';
import { readSettings } from './readSettings';

function read(realtime: object | undefined, rest: object = {}) {
  return readSettings(new ConfigReader({ ...rest, realtime }));
}

describe('readSettings', () => {
  it('fills in every bound when app-config says nothing', () => {
    const settings = read(undefined);
    expect(settings.kafka.size).toBe(0);
    expect(settings.hub.ringBytes).toBe(16 * 1024 * 1024);
    expect(settings.gateway.streamsPerUser).toBe(3);
  });

  it('keeps records off until they are enabled for the cluster', () => {
    const clusters = {
      closed: { brokers: ['localhost:9092'] },
      open: { brokers: ['localhost:9092'], records: { enabled: true } },
    };
    const { kafka } = read({ kafka: { clusters } });
    expect(kafka.get('closed')?.recordsEnabled).toBe(false);
    expect(kafka.get('open')?.recordsEnabled).toBe(true);
  });

  it('masks streams without a policy of their own, and stops only when told to', () => {
    expect(read({}).masking.map(rule => rule.policy.policy)).toEqual([
      'default',
    ]);
    const policies = [{ name: 'pii', paths: ['clientIp'] }];
    expect(
      read({ masking: { policies } }).masking.map(rule => rule.policy.policy),
    ).toEqual(['pii', 'default']);
    expect(read({ masking: { applyDefault: false } }).masking).toEqual([]);
  });

  it('reads health from the brokers unless a cluster names a Prometheus', () => {
    const brokers = ['localhost:9092'];
    const health = { source: 'prometheus', url: 'http://prometheus:9090' };
    const clusters = { asked: { brokers }, exported: { brokers, health } };
    const { kafka } = read({ kafka: { clusters } });
    expect(kafka.get('asked')?.health).toBeUndefined();
    expect(kafka.get('exported')?.health).toMatchObject({
      url: 'http://prometheus:9090',
      timeoutMs: 5_000,
      labels: {},
    });
    const azure = { ...health, auth: { type: 'azure' } };
    const named = read({
      kafka: { clusters: { a: { brokers, health: azure } } },
    });
    expect(named.kafka.get('a')?.health?.auth).toMatchObject({ type: 'azure' });
    const both = { ...health, token: 't', username: 'u' };
    expect(() =>
      read({ kafka: { clusters: { a: { brokers, health: both } } } }),
    ).toThrow('not both');
  });

  it('takes the origins of its own pages from the portal', () => {
    const { gateway } = read(
      { gateway: { allowedOrigins: ['https://other.example'] } },
      {
        app: { baseUrl: 'https://portal.example/base' },
        backend: {
          baseUrl: 'http://localhost:7007',
          cors: { origin: ['http://localhost:3000'] },
        },
      },
    );
    expect(gateway.allowedOrigins).toEqual([
      'https://portal.example',
      'http://localhost:7007',
      'http://localhost:3000',
      'https://other.example',
    ]);
  });

  it.each([
    ['a misspelt limit', { gateway: { streamPerUser: 5 } }, 'realtime.gateway'],
    [
      'a broker without a port',
      { kafka: { clusters: { a: { brokers: ['host'] } } } },
      'realtime.kafka.clusters.a.brokers.0',
    ],
    [
      'a limit of zero',
      { engine: { ringBytes: 0 } },
      'realtime.engine.ringBytes',
    ],
    [
      'a registry that is no URL',
      {
        kafka: {
          clusters: {
            a: { brokers: ['h:1'], schemaRegistry: { url: 'ftp://x' } },
          },
        },
      },
      'schemaRegistry.url',
    ],
    [
      'an MQTT address without a scheme',
      { mqtt: { brokers: { a: { url: 'host:1883' } } } },
      'realtime.mqtt.brokers.a.url',
    ],
  ])('refuses %s and names the key', (_, realtime, key) => {
    expect(() => read(realtime)).toThrow(key);
  });

  it('never repeats a secret in its complaint', () => {
    const sasl = { mechanism: 'magic', username: 'u', password: 'hunter2' };
    const clusters = { a: { brokers: ['h:1'], sasl } };
    expect(() => read({ kafka: { clusters } })).toThrow(
      expect.objectContaining({
        message: expect.not.stringContaining('hunter2'),
      }),
    );
  });
});
