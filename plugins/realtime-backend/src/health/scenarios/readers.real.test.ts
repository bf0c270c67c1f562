import { installKafkaTools, startRealKafka } from '@backstage-realtime/sandbox';
import { describeRealKafka } from '../../sources/kafka/testUtils/describeRealKafka';
import { consumeAll } from '../../testUtils/kafkaClient';
import { useScenarios } from './testUtils/useScenarios';

/** What takes minutes with the limits of an entity that sets none. */
const QUICK = 'lag.grace=1s, lag.slo.warn=2s, lag.slo.critical=60s';

describeRealKafka('health of readers on Apache Kafka', () => {
  const world = useScenarios(() => startRealKafka());

  const sendNow = (topic: string, count: number) =>
    world.kafka.send(
      topic,
      0,
      Array.from({ length: count }, () => Date.now()),
    );

  it('says that a group has stopped when its members left and records keep coming', async () => {
    const { kafka, cluster, watch } = world;
    const topic = await kafka.createTopic(1);
    const group = kafka.name('reader');
    await sendNow(topic, 3);
    await consumeAll(cluster.bootstrap, group, 3, topic);
    await sendNow(topic, 5);
    const health = await watch({
      topics: [topic],
      groups: [group],
      limits: QUICK,
    });

    const { text } = await health.said('lag.time.stopped', 'critical');
    expect(text).toMatch(`${group} has stopped: nobody reads ${topic} p0`);
    const members = await health.said('group.state.stopped', 'warning');
    expect(members.text).toBe(
      `${group} has no members and is 5 records behind`,
    );
  });

  it('says that a group is stalled when its member hangs on a poison pill', async () => {
    const { kafka, watch } = world;
    const topic = await kafka.createTopic(1);
    const group = kafka.name('reader');
    await sendNow(topic, 2);
    const consumer = kafka.client.consumer({ groupId: group });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    let swallow = () => {};
    const swallowed = new Promise<void>(resolve => {
      swallow = resolve;
    });
    const poisoned = new Promise<void>(resolve => {
      void consumer.run({
        autoCommitThreshold: 1,
        eachMessage: async ({ message }) => {
          if (message.offset !== '2') return;
          resolve();
          await swallowed;
        },
      });
    });
    await sendNow(topic, 6);
    await poisoned;
    const health = await watch({
      topics: [topic],
      groups: [group],
      limits: QUICK,
    });

    const { text, check } = await health.said('lag.time.stalled', 'critical');
    swallow();
    await consumer.disconnect();
    expect(text).toMatch(`${group} has not moved on ${topic} p0 for`);
    expect(JSON.stringify(check.next)).toContain('"offset":"2"');
  });

  it('says that a group went back and is late when it replays from zero', async () => {
    const { kafka, watch } = world;
    const topic = await kafka.createTopic(1);
    const group = kafka.name('reader');
    const old = Date.now() - 3_600_000;
    await kafka.send(
      topic,
      0,
      Array.from({ length: 100 }, (_, i) => old + i * 36_000),
    );
    await kafka.commit(group, topic, { 0: 100 });
    const health = await watch({
      topics: [topic],
      groups: [group],
      limits: QUICK,
    });
    await health.said('lag.time.caught-up');

    await kafka.commit(group, topic, { 0: 0 });
    await health.until(({ checks }) =>
      checks.find(({ evidence }) =>
        evidence.some(({ name }) => name === 'rewound'),
      ),
    );
    for (const offset of [20, 40, 60]) {
      await kafka.commit(group, topic, { 0: offset });
      await health.readings(2);
    }
    const eta = await health.until(({ groups: [row] }) =>
      row.caughtUpInMs.known ? row.caughtUpInMs.value : undefined,
    );
    expect(eta).toBeGreaterThan(0);
    await kafka.commit(group, topic, { 0: 100 });
    await health.said('lag.time.caught-up');
  });

  it('says how many offsets are gone when records were deleted before a group read them', async () => {
    const { kafka, watch } = world;
    const topic = await kafka.createTopic(1);
    const group = kafka.name('reader');
    await sendNow(topic, 10);
    await kafka.commit(group, topic, { 0: 2 });
    const health = await watch({ topics: [topic], groups: [group] });
    await health.said('retention.lost.ok');
    await kafka.withAdmin(async admin => {
      await admin.fetchTopicOffsets(topic);
      await admin.deleteTopicRecords({
        topic,
        partitions: [{ partition: 0, offset: '7' }],
      });
    });

    const { text } = await health.said('retention.lost', 'critical');
    expect(text).toMatch(`5 offsets gone for group ${group} on ${topic} p0`);
    expect(health.words()).not.toContain('lost in −');
  });

  it('knows the members of a group of the newer protocol, and never calls it missing', async () => {
    const { kafka, cluster, watch } = world;
    const topic = await kafka.createTopic(2);
    const group = kafka.name('reader');
    await sendNow(topic, 3);
    const tools = await installKafkaTools();
    const consumer = tools.start('kafka-console-consumer', [
      ...['--bootstrap-server', cluster.bootstrap],
      ...['--topic', topic, '--group', group, '--from-beginning'],
      ...['--command-property', 'group.protocol=consumer'],
      ...['--command-property', 'auto.commit.interval.ms=200'],
    ]);
    try {
      await consumer.waitForLine(/^v$/, 60_000, 3);
      const health = await watch({ topics: [topic], groups: [group] });
      const row = await health.until(({ groups: [each] }) =>
        each.lag.known && each.lag.value === 0 ? each : undefined,
      );
      expect(row).toMatchObject({
        type: 'consumer',
        state: { known: true, value: 'Stable' },
        members: { known: true, value: 1 },
      });
      expect(health.words()).not.toMatch(/critical|warning/);
    } finally {
      await consumer.end('KILL');
    }
  });

  it('says that the cluster does not know a group that is declared', async () => {
    const { kafka, watch } = world;
    const topic = await kafka.createTopic(1);
    const health = await watch({ topics: [topic], groups: ['never-seen'] });
    const { text } = await health.said('group.missing', 'warning');
    expect(text).toBe(
      'Group never-seen is declared, but local does not know it',
    );
  });
});
