import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { BATCH, CODEC_MASK, parseBatchHeader } from './log/batchHeader';
import { encodeBatch } from './log/encodeBatch';
import { StandInKafka, type StandInOptions } from './StandInKafka';
import { TestClient } from './testClient';
import { KAFKA_ERROR } from './wire/errorCodes';

const TOPIC = 'pings';
const batchOf = (count: number, value = 'v') =>
  encodeBatch(
    Array.from({ length: count }, () => ({ value, timestampMs: 1_000 })),
  );

describe('StandInKafka', () => {
  const open: { close(): unknown }[] = [];

  afterEach(async () => {
    for (const each of open.splice(0).reverse()) {
      await each.close();
    }
  });

  const start = async (options: StandInOptions = {}) => {
    const topics = [{ name: TOPIC, partitions: 2, replicationFactor: 1 }];
    const kafka = await StandInKafka.start({ topics, ...options });
    open.push(kafka);
    return kafka;
  };

  const connect = async (kafka: StandInKafka) => {
    const client = await TestClient.open(kafka.bootstrap);
    open.push(client);
    return client;
  };

  const adminOf = async (
    kafka: StandInKafka,
    sasl?: { username: string; password: string },
  ) => {
    const admin = new Kafka({
      brokers: kafka.bootstrap.split(','),
      logLevel: logLevel.NOTHING,
      sasl: sasl && { mechanism: 'plain', ...sasl },
      retry: { retries: 5, initialRetryTime: 20 },
    }).admin();
    open.push({ close: () => admin.disconnect() });
    await admin.connect();
    return admin;
  };

  it('serves the whole batch when asked from the middle of it', async () => {
    const kafka = await start();
    kafka.append(TOPIC, 0, batchOf(10));
    const { records, highWatermark } = await (
      await connect(kafka)
    ).fetch(TOPIC, 0, { offset: 5 });
    expect(highWatermark).toBe(10);
    expect(Number(records.readBigInt64BE(BATCH.baseOffset))).toBe(0);
    expect(parseBatchHeader(records)).toMatchObject({ recordCount: 10 });
  });

  it('keeps batches as they came but for the base offset', async () => {
    const kafka = await start();
    const batch = batchOf(3);
    kafka.append(TOPIC, 0, batchOf(2));
    kafka.append(TOPIC, 0, batch);
    const { records } = await (
      await connect(kafka)
    ).fetch(TOPIC, 0, { offset: 2 });
    expect(Number(records.readBigInt64BE(BATCH.baseOffset))).toBe(2);
    expect(records.subarray(BATCH.length)).toEqual(
      Buffer.from(batch.subarray(BATCH.length)).fill(
        0,
        BATCH.leaderEpoch - BATCH.length,
        BATCH.magic - BATCH.length,
      ),
    );
  });

  it('answers a long poll as soon as a record arrives', async () => {
    const kafka = await start();
    const client = await connect(kafka);
    const polled = client.fetch(TOPIC, 0, { maxWaitMs: 60_000 });
    kafka.append(TOPIC, 0, batchOf(1));
    expect((await polled).records.length).toBeGreaterThan(0);
  });

  it('answers an empty long poll when its time is over', async () => {
    const client = await connect(await start());
    const { errorCode, records } = await client.fetch(TOPIC, 0, {
      maxWaitMs: 5,
    });
    expect({ errorCode, bytes: records.length }).toEqual({
      errorCode: 0,
      bytes: 0,
    });
  });

  it('gives the first batch whole even when it is over the limit', async () => {
    const kafka = await start();
    kafka.append(TOPIC, 0, batchOf(100));
    kafka.append(TOPIC, 0, batchOf(100));
    const { records } = await (
      await connect(kafka)
    ).fetch(TOPIC, 0, { maxBytes: 10 });
    expect(parseBatchHeader(records)?.sizeBytes).toBe(records.length);
  });

  it('drops the oldest batches at its bound and refuses offsets before', async () => {
    const kafka = await start({ maxPartitionBytes: 1_000 });
    for (let i = 0; i < 700; i += 1) {
      kafka.append(TOPIC, 0, batchOf(1, 'x'.repeat(100)));
    }
    const client = await connect(kafka);
    expect((await client.fetch(TOPIC, 0)).errorCode).toBe(
      KAFKA_ERROR.offsetOutOfRange,
    );
    const [{ low, high }] = await (
      await adminOf(kafka)
    ).fetchTopicOffsets(TOPIC);
    expect(high).toBe('700');
    expect(Number(low)).toBeGreaterThan(690);
    const { records } = await client.fetch(TOPIC, 0, { offset: Number(low) });
    expect(records.length).toBeLessThanOrEqual(1_000);
  });

  it.each([
    [-1, KAFKA_ERROR.offsetOutOfRange],
    [0, KAFKA_ERROR.none],
    [1, KAFKA_ERROR.none],
    [2, KAFKA_ERROR.offsetOutOfRange],
  ])(
    'answers a fetch at offset %d of one record with %d',
    async (offset, code) => {
      const kafka = await start();
      kafka.append(TOPIC, 0, batchOf(1));
      const client = await connect(kafka);
      expect((await client.fetch(TOPIC, 0, { offset })).errorCode).toBe(code);
    },
  );

  it('stamps the broker time when the topic asks for it', async () => {
    const kafka = await start({
      now: () => 42_000,
      topics: [
        {
          name: TOPIC,
          config: { 'message.timestamp.type': 'LogAppendTime' },
        },
      ],
    });
    const producer = new Kafka({
      brokers: [kafka.bootstrap],
    }).producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    open.push({ close: () => producer.disconnect() });
    await producer.send({ topic: TOPIC, messages: [{ value: 'v' }] });
    const { records } = await (await connect(kafka)).fetch(TOPIC, 0);
    expect(parseBatchHeader(records)).toMatchObject({ maxTimestampMs: 42_000 });
  });

  it('tells a client that opens too new which versions there are', async () => {
    const client = await connect(await start());
    const body = await client.send(18, 3);
    expect(body.int16()).toBe(KAFKA_ERROR.unsupportedVersion);
    const keys = body.array(each => {
      const key = each.int16();
      each.int32();
      return key;
    });
    expect(keys).toEqual(expect.arrayContaining([0, 1, 2, 3, 18]));
  });

  it('hangs up on a request it cannot read, and serves the next client', async () => {
    const kafka = await start();
    const client = await connect(kafka);
    void client.send(1, 11, body => body.int32(1));
    await client.closed;
    const next = await (await connect(kafka)).fetch(TOPIC, 0);
    expect(next.errorCode).toBe(0);
  });

  it('lets in the right password and refuses the wrong one', async () => {
    const sasl = { username: 'demo', password: 'right' };
    const kafka = await start({ sasl });
    expect(await (await adminOf(kafka, sasl)).listTopics()).toEqual([TOPIC]);
    await expect(
      adminOf(kafka, { ...sasl, password: 'wrong' }),
    ).rejects.toThrow(/Invalid username or password/);
    const stranger = await connect(kafka);
    void stranger.send(3, 6);
    await stranger.closed;
  });

  it('refuses to start on a busy port', async () => {
    const port = Number((await start()).bootstrap.split(':')[1]);
    await expect(StandInKafka.start({ port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });

  describe('faults', () => {
    it('takes the leader away and gives it back', async () => {
      const kafka = await start();
      const client = await connect(kafka);
      const undo = kafka.faults.leaderless(TOPIC, 0);
      expect((await client.fetch(TOPIC, 0)).errorCode).toBe(
        KAFKA_ERROR.notLeaderForPartition,
      );
      undo();
      expect((await client.fetch(TOPIC, 0)).errorCode).toBe(0);
    });

    it('denies one topic and leaves the others alone', async () => {
      const kafka = await start();
      kafka.createTopic({ name: 'other' });
      kafka.faults.deny(TOPIC);
      const client = await connect(kafka);
      expect((await client.fetch(TOPIC, 0)).errorCode).toBe(
        KAFKA_ERROR.topicAuthorizationFailed,
      );
      expect((await client.fetch('other', 0)).errorCode).toBe(0);
    });

    it('damages what is sent and keeps what is stored', async () => {
      const kafka = await start();
      kafka.append(TOPIC, 0, batchOf(3));
      const client = await connect(kafka);
      const whole = (await client.fetch(TOPIC, 0)).records;

      const mend = kafka.faults.damage(TOPIC, 0, 'truncated');
      const half = (await client.fetch(TOPIC, 0)).records;
      expect(half.length).toBeLessThan(whole.length);
      mend();

      kafka.faults.damage(TOPIC, 0, 'corrupt-crc');
      const corrupt = (await client.fetch(TOPIC, 0)).records;
      expect(corrupt.length).toBe(whole.length);
      expect(parseBatchHeader(corrupt)).toBeUndefined();

      kafka.faults.damage(TOPIC, 0, 'unknown-codec');
      const unknown = parseBatchHeader((await client.fetch(TOPIC, 0)).records);
      expect((unknown?.attributes ?? 0) & CODEC_MASK).toBe(7);

      kafka.faults.clear();
      expect((await client.fetch(TOPIC, 0)).records).toEqual(whole);
    });

    it('moves leadership to a replica when a broker dies', async () => {
      const topics = [{ name: TOPIC, replicationFactor: 2 }];
      const kafka = await start({ brokers: 3, topics });
      await kafka.killNode(1);
      const admin = await adminOf(kafka);
      const describe = async () =>
        (await admin.fetchTopicMetadata({ topics: [TOPIC] })).topics[0]
          .partitions[0];
      expect(await describe()).toMatchObject({
        leader: 2,
        isr: [2],
        replicas: [1, 2],
        offlineReplicas: [1],
      });
      await kafka.restartNode(1);
      expect(await describe()).toMatchObject({ leader: 1, isr: [1, 2] });
      kafka.faults.underReplicated(TOPIC, 0);
      expect(await describe()).toMatchObject({ isr: [1] });
      kafka.faults.moveLeader(TOPIC, 0, 2);
      expect(await describe()).toMatchObject({ leader: 2 });
    });

    it('cuts connections and goes on with new ones', async () => {
      const kafka = await start();
      const client = await connect(kafka);
      kafka.cutConnections();
      await client.closed;
      expect((await (await connect(kafka)).fetch(TOPIC, 0)).errorCode).toBe(0);
    });

    it('recreates a topic empty and forgets what idle groups committed', async () => {
      const kafka = await start();
      kafka.append(TOPIC, 0, batchOf(5));
      const admin = await adminOf(kafka);
      const client = await connect(kafka);
      await client.send(8, 5, request => {
        request.string('g').int32(-1).string('');
        request.int32(1).string(TOPIC);
        request.int32(1).int32(0).int64(3).string(null);
      });
      const readCommitted = async () => {
        const topics = [TOPIC];
        const [read] = await admin.fetchOffsets({ groupId: 'g', topics });
        return read.partitions.find(({ partition }) => partition === 0)?.offset;
      };
      expect(await readCommitted()).toBe('3');
      kafka.recreateTopic(TOPIC);
      expect(await admin.fetchTopicOffsets(TOPIC)).toMatchObject([
        { partition: 0, high: '0' },
        { partition: 1, high: '0' },
      ]);
      expect(await readCommitted()).toBe('-1');
    });

    it('answers late while slowed down', async () => {
      const kafka = await start();
      const client = await connect(kafka);
      const undo = kafka.faults.delay(40);
      const before = performance.now();
      await client.fetch(TOPIC, 0);
      expect(performance.now() - before).toBeGreaterThanOrEqual(35);
      undo();
      expect(kafka.faults.responseDelayMs).toBe(0);
    });
  });
});
