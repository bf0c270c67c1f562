import {
  createAuthority,
  issueCertificate,
  startRealKafka,
} from '@backstage-realtime/sandbox';
import type { KafkaClusterSettings } from '../../config/settings';
import { describeRealKafka } from './testUtils/describeRealKafka';
import { KafkaFixture } from './testUtils/KafkaFixture';
import { useKafka } from './testUtils/useKafka';

const user = { username: 'portal', password: 'right-secret' };
const authority = createAuthority();
const server = issueCertificate(authority);
const client = issueCertificate(authority, 'portal');
const ca = authority.certificate;

type Sasl = NonNullable<KafkaClusterSettings['sasl']>;
type Settings = Partial<KafkaClusterSettings>;

const login = (
  mechanism: Sasl['mechanism'] = 'scram-sha-512',
  password = user.password,
): Sasl => ({ mechanism, username: user.username, password });

describeRealKafka('KafkaRecordSource over TLS, on Apache Kafka', () => {
  const world = useKafka(() => startRealKafka({ secure: { user, server } }));
  const opened: KafkaFixture[] = [];
  let topic: string;

  beforeAll(async () => {
    topic = await world.kafka.createTopic();
    await world.kafka.sendNumbers(topic, 0, 3);
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map(fixture => fixture.close()));
  });

  function connectWith(settings: Settings): KafkaFixture {
    const { broker } = world;
    const brokers = [broker.secureBootstrap];
    const fixture = new KafkaFixture(broker, { brokers, ...settings });
    opened.push(fixture);
    return fixture;
  }

  const readAll = { from: { at: 'earliest' }, end: 'high-watermark' } as const;

  /** What a stream says of the third try in a row, and that it never stopped. */
  async function thirdFailure(settings: Settings) {
    const reading = connectWith(settings).read(topic, readAll);
    await reading.until(({ events }) => events.length >= 3);
    expect(reading.hasEnded).toBe(false);
    return reading.all('unreachable')[2];
  }

  it.each(['plain', 'scram-sha-256', 'scram-sha-512'] as const)(
    'reads with a login by %s',
    async mechanism => {
      const kafka = connectWith({ ssl: { ca }, sasl: login(mechanism) });
      const reading = kafka.read(topic, readAll);
      await reading.end();

      expect(reading.values).toEqual(['0', '1', '2']);
      expect((await kafka.describe(topic)).partitions).toHaveLength(1);
    },
  );

  it.each(['plain', 'scram-sha-256', 'scram-sha-512'] as const)(
    'says of a wrong password for %s that authentication failed, and tries again',
    async mechanism => {
      const settings = { ssl: { ca }, sasl: login(mechanism, 'wrong-secret') };
      const failure = await thirdFailure(settings);

      expect(failure).toMatchObject({ part: 'cluster local', tries: 3 });
      expect(failure.reason).toMatch(/authentication.*cluster local/i);
      expect(failure.nextTryAtMs).toBeGreaterThan(Date.now() - 1_000);
      const [kafka] = opened;
      const told = JSON.stringify([failure, kafka.logged]);
      expect(told).not.toMatch(/secret|127\.0\.0\.1/);
      await expect(kafka.describe(topic)).rejects.toMatchObject({
        code: 'realtime.kafka.authentication-failed',
        isRetriable: true,
        message: expect.stringMatching(/authentication.*cluster local/i),
      });
    },
  );

  it.each<[string, Settings, RegExp]>([
    [
      'the authority of a certificate is not known',
      { ssl: true, sasl: login() },
      /not signed by a known authority/,
    ],
    [
      'a broker may expect TLS when it is off',
      { ssl: false, sasl: login() },
      /not the Kafka protocol; it may expect TLS/,
    ],
    [
      'a broker closed the connection when the login is missing',
      { ssl: { ca } },
      /it closed the connection/,
    ],
  ])('says that %s, and tries again', async (_, settings, reason) => {
    const failure = await thirdFailure(settings);
    expect(failure).toMatchObject({ part: 'cluster local', tries: 3 });
    expect(failure.reason).toMatch(reason);
  });

  it('says that a broker may speak no TLS when it is on', async () => {
    const brokers = [world.broker.bootstrap];
    const failure = await thirdFailure({ brokers, ssl: { ca } });
    expect(failure.reason).toMatch(/before TLS was agreed/);
  });
});

describeRealKafka('KafkaRecordSource with a client certificate', () => {
  const secure = { user, server, clientAuthority: ca };
  const world = useKafka(() => startRealKafka({ secure }));

  it('shows it, and says when the broker misses it', async () => {
    const { broker } = world;
    const topic = await world.kafka.createTopic();
    const connectWith = (own: { cert?: string; key?: string }) =>
      new KafkaFixture(broker, {
        brokers: [broker.secureBootstrap],
        sasl: login(),
        ssl: { ca, ...own },
      });
    const known = connectWith({ cert: client.certificate, key: client.key });
    const unknown = connectWith({});
    try {
      expect((await known.describe(topic)).partitions).toHaveLength(1);
      await expect(unknown.describe(topic)).rejects.toMatchObject({
        code: 'realtime.kafka.unreachable',
        message: expect.stringContaining('client certificate'),
      });
    } finally {
      await Promise.all([known.close(), unknown.close()]);
    }
  });
});
