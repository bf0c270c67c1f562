import { CODEC_MASK, parseBatchHeader } from './log/batchHeader';
import { batchOf, TOPIC, useStandIns } from './useStandIns';
import { KAFKA_ERROR } from './wire/errorCodes';

describe('faults of a stand-in', () => {
  const { adminOf, connect, start } = useStandIns();

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
