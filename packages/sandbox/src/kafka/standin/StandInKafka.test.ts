import { Kafka, Partitioners } from 'kafkajs';
import { BATCH, parseBatchHeader } from './log/batchHeader';
import { batchOf, TOPIC, useStandIns } from './useStandIns';
import { StandInKafka } from './StandInKafka';
import { KAFKA_ERROR } from './wire/errorCodes';

describe('StandInKafka', () => {
  const { adminOf, connect, endWith, start } = useStandIns();

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
    endWith(() => producer.disconnect());
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
});
