import { startRealKafka } from '@backstage-realtime/sandbox';
import { describeRealKafka } from '../../sources/kafka/testUtils/describeRealKafka';
import { createTopic } from '../../testUtils/kafkaClient';
import { sendCommitted } from './testUtils/sendCommitted';
import { useScenarios } from './testUtils/useScenarios';

const LONGEST_NAME = 249;

describeRealKafka('health of topics on Apache Kafka', () => {
  const world = useScenarios(() => startRealKafka());

  it('counts a group as caught up when only the marker of a transaction is left', async () => {
    const { kafka, watch } = world;
    const topic = await kafka.createTopic(1);
    const group = kafka.name('reader');
    await sendCommitted(kafka, topic);
    await kafka.commit(group, topic, { 0: 1 });
    const health = await watch({
      topics: [topic],
      groups: [group],
      limits: 'lag.grace=500ms',
    });

    const { text } = await health.said('lag.time.control-only', 'ok');
    expect(text).toBe(
      `${group} has read all of ${topic} p0; 1 control offset is left`,
    );
    await health.readings(4);
    const verdicts = health.seen.flatMap(({ checks }) =>
      checks.filter(({ check }) => check === 'lag.time'),
    );
    expect(new Set(verdicts.map(({ verdict }) => verdict))).toEqual(
      new Set(['ok']),
    );
  });

  it('says when a topic was deleted and made again between two readings', async () => {
    const { kafka, watch } = world;
    const topic = await kafka.createTopic(1);
    const group = kafka.name('reader');
    await kafka.send(
      topic,
      0,
      [1, 2, 3, 4, 5].map(() => Date.now()),
    );
    await kafka.commit(group, topic, { 0: 5 });
    const health = await watch({ topics: [topic], groups: [group] });
    await health.said('lag.time.caught-up', 'ok');

    await kafka.withAdmin(admin => admin.deleteTopics({ topics: [topic] }));
    await kafka.withAdmin(admin =>
      admin.createTopics({ topics: [{ topic }], waitForLeaders: false }),
    );
    await health.until(({ topics: [{ partitions }] }) =>
      partitions.some(({ end }) => end.known && end.value === '0')
        ? true
        : undefined,
    );
    // A member that was busy meanwhile commits what it read of the first one.
    await kafka.commit(group, topic, { 0: 5 });
    const { text } = await health.said('lag.time.ahead', 'warning');
    expect(text).toBe(
      `${group} is 5 offsets past the end of ${topic} p0; the topic was made again or its offsets were copied`,
    );
  });

  it('says that the partition count grew', async () => {
    const { kafka, watch } = world;
    const topic = await kafka.createTopic(2);
    const health = await watch({ topics: [topic] });
    await health.said('partition.grown.ok');
    await kafka.withAdmin(admin =>
      admin.createPartitions({ topicPartitions: [{ topic, count: 5 }] }),
    );
    const { text } = await health.said('partition.grown', 'info');
    expect(text).toBe(`${topic}: partition count grew from 2 to 5; keys moved`);
  });

  it('reads a topic whose name is as long as names may be', async () => {
    const { cluster, watch } = world;
    const topic = 'a'.repeat(LONGEST_NAME);
    await createTopic(cluster.bootstrap, topic, 1);
    const health = await watch({ topics: [topic] });
    await health.said('partition.offline.ok', 'ok');
    const row = await health.until(({ topics: [each] }) => each);
    expect(row).toMatchObject({
      topic,
      partitions: [{ end: { known: true, value: '0' } }],
    });
    expect(health.seen.at(-1)?.problems).toEqual([]);
  });
});
