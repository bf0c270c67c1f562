import { StandInKafka } from '@backstage-realtime/sandbox';
import { setImmediate } from 'node:timers/promises';
import { buildBatch } from './testUtils/buildBatch';
import { KafkaFixture } from './testUtils/KafkaFixture';

/** What only a broker that can be spoilt on purpose shows. */
describe('KafkaRecordSource on a faulty cluster', () => {
  let broker: StandInKafka;
  let kafka: KafkaFixture;

  beforeEach(async () => {
    broker = await StandInKafka.start({ brokers: 3 });
    kafka = new KafkaFixture(broker);
  });

  afterEach(async () => {
    await kafka.close();
    await broker.close();
  });

  async function topicWith(partitions: number): Promise<string> {
    const topic = await kafka.createTopic(partitions);
    await kafka.sendNumbers(topic, 0, partitions * 5, partitions);
    return topic;
  }

  it('reads the other partitions while one has no leader, and that one afterwards', async () => {
    const topic = await topicWith(3);
    const mend = broker.faults.leaderless(topic, 1);

    const reading = kafka.read(topic, { from: { at: 'earliest' } });
    await reading.until(({ count }) => count >= 10);
    expect(reading.events[0]).toEqual({
      kind: 'reachable',
      missing: [{ partition: 1, reason: 'no leader' }],
    });
    mend();
    await reading.until(({ count }) => count >= 15);

    expect(reading.all('reachable').at(-1)).toMatchObject({ missing: [] });
    expect(reading.gaps).toEqual([]);
  });

  it('begins at the end of a partition whose position was not known because it had no leader', async () => {
    const topic = await topicWith(2);
    const mend = broker.faults.leaderless(topic, 1);

    const reading = kafka.read(topic, {
      from: [{ partition: 0, from: 5n }],
      unnamed: 'follow',
    });
    await reading.until(({ events }) => events.length > 0);
    mend();
    await reading.until(
      reader => reader.all('reachable').at(-1)?.missing.length === 0,
    );
    await kafka.sendNumbers(topic, 10, 2, 2);
    await reading.until(({ count }) => count >= 2);

    expect([...reading.values].sort()).toEqual(['10', '11']);
    expect(reading.gaps).toEqual([]);
  });

  it('loses nothing of a partition whose leader goes away and comes back', async () => {
    const topic = await topicWith(2);
    const reading = kafka.read(topic, { from: { at: 'earliest' } });
    await reading.until(({ count }) => count >= 10);

    const mend = broker.faults.leaderless(topic, 0);
    await reading.until(
      reader => reader.all('reachable').at(-1)!.missing.length === 1,
    );
    mend();
    await kafka.sendNumbers(topic, 10, 10, 2);
    await reading.until(({ count }) => count >= 20);

    expect(new Set(reading.values).size).toBe(20);
  });

  it('follows a leader that moves and says so', async () => {
    const topic = await topicWith(1);
    const reading = kafka.read(topic, { from: { at: 'earliest' } });
    await reading.until(({ count }) => count >= 5);

    broker.faults.moveLeader(topic, 0, 2);
    broker.faults.moveLeader(topic, 0, 3);
    await reading.until(reader => reader.all('note').length > 0);
    await kafka.sendNumbers(topic, 5, 5);
    await reading.until(({ count }) => count >= 10);

    expect(reading.all('note')[0]).toMatchObject({
      note: { kind: 'leader-moved', partition: 0, to: 3 },
    });
    expect(reading.values).toEqual([
      '0',
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
    ]);
  });

  it('goes on with the other brokers while one is dead', async () => {
    const more = Array.from({ length: 5 }, () => ({ value: 'more' }));
    const topic = await topicWith(3);
    const reading = kafka.read(topic, { from: { at: 'earliest' } });
    await reading.until(({ count }) => count >= 15);

    await broker.killNode(2);
    await reading.until(reader => reader.all('unreachable').length > 0);
    for (const partition of [0, 1, 2]) {
      broker.append(topic, partition, buildBatch({ records: more }));
    }
    await reading.until(({ count }) => count >= 25);
    await broker.restartNode(2);
    await reading.until(({ count }) => count >= 30);

    expect(reading.all('unreachable')[0]).toMatchObject({
      part: 'broker 2 of cluster local',
      tries: 1,
    });
    const offsets = reading.records.map(
      ({ partition, offset }) => `${partition}:${offset}`,
    );
    expect(offsets).toHaveLength(30);
    expect(new Set(offsets).size).toBe(30);
  });

  it('ends with a clear error when the credential may not read the topic', async () => {
    const topic = await topicWith(1);
    const reading = kafka.read(topic, { from: { at: 'earliest' } });
    await reading.until(({ count }) => count >= 5);

    broker.faults.deny(topic);

    await expect(reading.end()).rejects.toMatchObject({
      code: 'realtime.kafka.not-authorised',
      message: expect.stringContaining(topic),
    });
    await expect(kafka.describe(topic)).rejects.toMatchObject({
      code: 'realtime.kafka.not-authorised',
    });
  });

  it.each([
    ['corrupt-crc', 'the checksum does not match'],
    ['truncated', 'the batch is cut off or its head is damaged'],
    ['unknown-codec', 'compression codec 7 is not known'],
  ] as const)(
    'tells the exact gap of a %s batch and goes on behind it',
    async (damage, detail) => {
      const topic = await topicWith(1);
      const mend = broker.faults.damage(topic, 0, damage);

      const reading = kafka.read(topic, { from: { at: 'earliest' } });
      await reading.until(({ gaps }) => gaps.length > 0);
      mend();
      await kafka.sendNumbers(topic, 5, 1);
      await reading.until(({ count }) => count > 0);

      expect(reading.gaps).toEqual([
        {
          partition: 0,
          firstOffset: '0',
          lastOffset: '4',
          count: 5,
          reason: 'corrupt',
          detail,
        },
      ]);
      expect(reading.values).toEqual(['5']);
    },
  );

  it('closes every connection when the source is closed', async () => {
    const topic = await topicWith(3);
    const reading = kafka.read(topic, { from: { at: 'latest' } });
    await reading.until(({ events }) => events.length > 0);

    expect(broker.connectionCount).toBeGreaterThan(0);

    await kafka.close();
    while (broker.connectionCount > 0) await setImmediate();

    expect(reading.hasEnded).toBe(true);
  });

  it('stops fetching while nobody consumes, and loses nothing', async () => {
    await kafka.close();
    kafka = new KafkaFixture(
      broker,
      {},
      { queueBytes: 1, maxPartitionBytes: 2_000, maxFetchBytes: 2_000 },
    );
    const topic = await kafka.createTopic();
    for (let i = 0; i < 20; i++) await kafka.sendNumbers(topic, i * 50, 50);

    const reading = kafka.read(topic, {
      from: { at: 'earliest' },
      end: 'high-watermark',
    });
    await reading.end();

    expect(reading.values).toEqual(
      Array.from({ length: 1_000 }, (_, i) => `${i}`),
    );
  });
});

describe('KafkaRecordSource with a login', () => {
  const sasl = { username: 'alice', password: 'right' };

  const login = (password: string) => ({
    sasl: { mechanism: 'plain' as const, username: 'alice', password },
  });

  it('is refused with a wrong password, and never repeats it', async () => {
    const broker = await StandInKafka.start({ sasl });
    const right = new KafkaFixture(broker, login('right'));
    const wrong = new KafkaFixture(broker, login('wrong-secret'));
    broker.createTopic({ name: 'orders' });
    try {
      expect((await right.describe('orders')).partitions).toHaveLength(1);
      await expect(wrong.describe('orders')).rejects.toMatchObject({
        code: 'realtime.kafka.authentication-failed',
        isRetriable: true,
        message: expect.not.stringContaining('wrong-secret'),
      });
    } finally {
      await Promise.all([right.close(), wrong.close()]);
      await broker.close();
    }
  });

  it('reads on once the cluster takes the password', async () => {
    const first = await StandInKafka.start({ sasl });
    const kafka = new KafkaFixture(first, login('changed'));
    const reading = kafka.read('orders', { from: { at: 'latest' } });
    await reading.until(({ events }) => events.length >= 2);
    expect(reading.all('unreachable')[1].reason).toMatch(
      /authentication.*cluster local/i,
    );

    await first.close();
    const second = await StandInKafka.start({
      port: Number(first.bootstrap.split(':')[1]),
      sasl: { ...sasl, password: 'changed' },
      topics: [{ name: 'orders' }],
    });
    try {
      await reading.until(reader => reader.all('reachable').length > 0);
    } finally {
      await kafka.close();
      await second.close();
    }
  });
});
