import { randomUUID } from 'node:crypto';
import {
  CompressionTypes,
  Kafka,
  logLevel,
  type Admin,
  type Message,
  type RecordMetadata,
} from 'kafkajs';
import type { KafkaBroker } from '../KafkaBroker';
import { consumeFromStart, recordsOf } from './consume';

/** What a suite needs to start one broker; called once. */
export type StartKafka = () => Promise<KafkaBroker>;

const BOOT_TIMEOUT_MS = 120_000;
const TEST_TIMEOUT_MS = 60_000;

/**
 * What the rest of the product takes for granted about Kafka, asked through
 * kafkajs. The stand-in and Apache Kafka run the same sentences: where one of
 * them fails, the stand-in is wrong.
 */
export function kafkaContract(
  name: string,
  start: StartKafka,
  suite: (name: string, tests: () => void) => void = describe,
): void {
  suite(`${name} keeps the Kafka contract`, () => {
    let broker: KafkaBroker;
    let kafka: Kafka;
    let admin: Admin;

    beforeAll(async () => {
      broker = await start();
      kafka = new Kafka({
        brokers: broker.bootstrap.split(','),
        logLevel: logLevel.NOTHING,
        retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 20 },
      });
      admin = kafka.admin();
      await admin.connect();
    }, BOOT_TIMEOUT_MS);

    afterAll(async () => {
      await admin?.disconnect();
      await broker?.close();
    }, TEST_TIMEOUT_MS);

    const createTopic = async (numPartitions = 1) => {
      const topic = `topic-${randomUUID()}`;
      await admin.createTopics({
        topics: [{ topic, numPartitions }],
        waitForLeaders: true,
      });
      return topic;
    };

    const produce = async (
      topic: string,
      messages: Message[],
      compression = CompressionTypes.None,
    ): Promise<RecordMetadata[]> => {
      const producer = kafka.producer();
      await producer.connect();
      try {
        return await producer.send({ topic, messages, compression });
      } finally {
        await producer.disconnect();
      }
    };

    it(
      'gives back key, value, headers and timestamp as they were sent',
      async () => {
        const topic = await createTopic();
        const [sent] = await produce(topic, [
          {
            key: 'k',
            value: 'v',
            headers: { a: '1' },
            timestamp: '1700000000001',
          },
          { key: 'k', value: null },
        ]);
        expect(sent).toMatchObject({ errorCode: 0, baseOffset: '0' });
        const [first, tombstone] = await consumeFromStart(kafka, topic, 2);
        expect(first.key?.toString()).toBe('k');
        expect(first.value?.toString()).toBe('v');
        expect(first.headers?.a?.toString()).toBe('1');
        expect(first.timestamp).toBe('1700000000001');
        expect(tombstone).toMatchObject({ value: null, offset: '1' });
      },
      TEST_TIMEOUT_MS,
    );

    it(
      'keeps the order of each partition and spreads keys over all of them',
      async () => {
        const topic = await createTopic(3);
        const messages = Array.from({ length: 300 }, (_, i) => ({
          partition: i % 3,
          value: `${i}`,
        }));
        await produce(topic, messages);
        const records = await consumeFromStart(kafka, topic, 300);
        for (const partition of [0, 1, 2]) {
          const values = recordsOf(records, partition).map(r => +`${r.value}`);
          expect(values).toEqual([...values].sort((a, b) => a - b));
          expect(values).toHaveLength(100);
        }
      },
      TEST_TIMEOUT_MS,
    );

    it(
      'stores gzip batches and one large batch without change',
      async () => {
        const topic = await createTopic();
        const value = 'x'.repeat(300);
        const batch = Array.from({ length: 2_000 }, () => ({ value }));
        await produce(topic, batch, CompressionTypes.GZIP);
        await produce(topic, [{ value: 'y'.repeat(900_000) }]);
        const records = await consumeFromStart(kafka, topic, 2_001);
        expect(records[1_999].value?.toString()).toBe(value);
        expect(records[2_000].value?.length).toBe(900_000);
      },
      TEST_TIMEOUT_MS,
    );

    it(
      'refuses a batch over the size limit',
      async () => {
        const topic = await createTopic();
        const sending = produce(topic, [{ value: 'z'.repeat(2_000_000) }]);
        await expect(sending).rejects.toMatchObject({
          type: 'MESSAGE_TOO_LARGE',
        });
      },
      TEST_TIMEOUT_MS,
    );

    it(
      'tells low and high watermark and finds offsets by time',
      async () => {
        const topic = await createTopic();
        const base = Date.now() - 60_000;
        const messages = Array.from({ length: 10 }, (_, i) => ({
          value: `${i}`,
          timestamp: `${base + i * 1_000}`,
        }));
        await produce(topic, messages);
        expect(await admin.fetchTopicOffsets(topic)).toMatchObject([
          { partition: 0, low: '0', high: '10' },
        ]);
        const at = async (timestampMs: number) =>
          (await admin.fetchTopicOffsetsByTimestamp(topic, timestampMs))[0]
            .offset;
        expect(await at(base + 3_500)).toBe('4');
        expect(await at(base)).toBe('0');
        expect(await at(base + 99_000)).toBe('10');
      },
      TEST_TIMEOUT_MS,
    );

    it(
      'trims records and moves the low watermark',
      async () => {
        const topic = await createTopic();
        await produce(topic, [{ value: 'a' }, { value: 'b' }, { value: 'c' }]);
        await admin.fetchTopicOffsets(topic);
        await admin.deleteTopicRecords({
          topic,
          partitions: [{ partition: 0, offset: '2' }],
        });
        expect(await admin.fetchTopicOffsets(topic)).toMatchObject([
          { low: '2', high: '3' },
        ]);
      },
      TEST_TIMEOUT_MS,
    );

    it(
      'shares partitions between the members of a group and keeps commits',
      async () => {
        const topic = await createTopic(2);
        await produce(topic, [
          { partition: 0, value: 'a' },
          { partition: 1, value: 'b' },
        ]);
        const groupId = `group-${randomUUID()}`;
        await consumeFromStart(kafka, topic, 2, { groupId, members: 2 });
        const [{ partitions }] = await admin.fetchOffsets({
          groupId,
          topics: [topic],
        });
        expect(partitions.map(each => each.offset)).toEqual(['1', '1']);
        const { groups } = await admin.listGroups();
        expect(groups).toContainEqual({ groupId, protocolType: 'consumer' });
        expect((await admin.describeGroups([groupId])).groups).toMatchObject([
          { groupId, state: 'Empty', members: [] },
        ]);
        await admin.deleteGroups([groupId]);
      },
      TEST_TIMEOUT_MS,
    );

    it('calls an unknown group dead', async () => {
      const groupId = `group-${randomUUID()}`;
      const { groups } = await admin.describeGroups([groupId]);
      expect(groups).toMatchObject([{ groupId, state: 'Dead' }]);
    });

    it('says no commit with offset -1', async () => {
      const topic = await createTopic();
      const groupId = `group-${randomUUID()}`;
      const [{ partitions }] = await admin.fetchOffsets({
        groupId,
        topics: [topic],
      });
      expect(partitions).toMatchObject([{ partition: 0, offset: '-1' }]);
    });

    it('does not create a topic that was only asked for', async () => {
      const topic = `topic-${randomUUID()}`;
      const impatient = new Kafka({
        brokers: broker.bootstrap.split(','),
        logLevel: logLevel.NOTHING,
        retry: { retries: 0 },
      }).admin();
      await impatient.connect();
      try {
        await expect(
          impatient.fetchTopicMetadata({ topics: [topic] }),
        ).rejects.toMatchObject({ type: 'UNKNOWN_TOPIC_OR_PARTITION' });
      } finally {
        await impatient.disconnect();
      }
      expect(await admin.listTopics()).not.toContain(topic);
    });

    it(
      'creates a topic once, grows it and deletes it',
      async () => {
        const topic = await createTopic();
        expect(await admin.createTopics({ topics: [{ topic }] })).toBe(false);
        await admin.createPartitions({
          topicPartitions: [{ topic, count: 4 }],
        });
        const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
        expect(topics[0].partitions).toHaveLength(4);
        await admin.deleteTopics({ topics: [topic] });
        expect(await admin.listTopics()).not.toContain(topic);
      },
      TEST_TIMEOUT_MS,
    );

    it('tells the settings of a topic', async () => {
      const topic = `topic-${randomUUID()}`;
      await admin.createTopics({
        waitForLeaders: true,
        topics: [
          { topic, configEntries: [{ name: 'retention.ms', value: '60000' }] },
        ],
      });
      const { resources } = await admin.describeConfigs({
        includeSynonyms: false,
        resources: [{ type: 2, name: topic }],
      });
      const entries = resources[0].configEntries;
      expect(entries).toContainEqual(
        expect.objectContaining({
          configName: 'retention.ms',
          configValue: '60000',
        }),
      );
    });

    it(
      'comes back after a kill with its records, on the same port',
      async () => {
        const topic = await createTopic();
        await produce(topic, [{ value: 'before' }]);
        const { bootstrap } = broker;
        await broker.kill();
        await broker.restart();
        expect(broker.bootstrap).toBe(bootstrap);
        await produce(topic, [{ value: 'after' }]);
        const records = await consumeFromStart(kafka, topic, 2);
        expect(records.map(({ value }) => `${value}`)).toEqual([
          'before',
          'after',
        ]);
      },
      TEST_TIMEOUT_MS,
    );
  });
}
