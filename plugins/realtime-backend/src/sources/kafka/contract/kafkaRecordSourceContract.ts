import type { OpenOptions } from '@backstage-realtime/plugin-realtime-node';
import type { KafkaBroker } from '@backstage-realtime/sandbox';
import {
  encodeResume,
  toOffset,
} from '@backstage-realtime/plugin-realtime-common';
import { numbers } from '../testUtils/numbers';
import { useKafka } from '../testUtils/useKafka';
import { recordContentsContract } from './recordContentsContract';

/** What the source promises on any broker. The same tests run on the stand-in and on Apache Kafka. */
export function kafkaRecordSourceContract(
  name: string,
  start: () => Promise<KafkaBroker>,
): void {
  describe(`KafkaRecordSource on ${name}`, () => {
    const world = useKafka(start);

    it('describes the readable range of every partition', async () => {
      const topic = await world.kafka.createTopic(2);
      await world.kafka.sendNumbers(topic, 0, 3);

      const description = await world.kafka.describe(topic);

      expect(description).toMatchObject({
        isSeekable: true,
        partitions: [
          { partition: 0, low: 0n, high: 3n },
          { partition: 1, low: 0n, high: 0n },
        ],
      });
    });

    it('yields everything from the start and then what is written, in order, once', async () => {
      const topic = await world.kafka.createTopic();
      await world.kafka.sendNumbers(topic, 0, 50);
      const reading = world.kafka.read(topic, { from: { at: 'earliest' } });
      await reading.until(({ count }) => count >= 50);

      await world.kafka.sendNumbers(topic, 50, 50);
      await reading.until(({ count }) => count >= 100);

      expect(reading.values).toEqual(numbers(0, 100));
      expect(reading.records.map(({ offset }) => offset)).toEqual(
        numbers(0, 100).map(BigInt),
      );
      expect(reading.events[0]).toEqual({ kind: 'reachable', missing: [] });
    });

    it('starts behind everything when the latest is asked', async () => {
      const topic = await world.kafka.createTopic();
      await world.kafka.sendNumbers(topic, 0, 5);
      const reading = world.kafka.read(topic, { from: { at: 'latest' } });
      await reading.until(({ events }) => events.length > 0);

      await world.kafka.sendNumbers(topic, 5, 1);
      await reading.until(({ count }) => count > 0);

      expect(reading.values).toEqual(['5']);
    });

    it('yields the last records of all partitions together and is done', async () => {
      const topic = await world.kafka.createTopic(3);
      await world.kafka.sendNumbers(topic, 0, 30, 3);

      const reading = world.kafka.read(topic, {
        from: { at: 'last', count: 7 },
        end: 'high-watermark',
      });
      await reading.end();

      expect(reading.count).toBe(7);
      expect(reading.events.at(-1)).toEqual({ kind: 'done' });
    });

    it('starts at a time', async () => {
      const topic = await world.kafka.createTopic();
      const atMs = Date.now() - 60_000;
      const messages = [0, 1, 2].map(i => ({
        value: `${i}`,
        timestamp: `${atMs + i * 1_000}`,
      }));
      await world.kafka.send(topic, messages.slice(0, 1));
      await world.kafka.send(topic, messages.slice(1));

      const reading = world.kafka.read(topic, {
        from: { at: 'timestamp', timestampMs: atMs + 500 },
        end: 'high-watermark',
      });
      await reading.end();

      expect(reading.records).toMatchObject([
        { offset: 1n, timestampMs: atMs + 1_000 },
        { offset: 2n, timestampMs: atMs + 2_000 },
      ]);
    });

    it('reads only the named partitions from exact positions', async () => {
      const topic = await world.kafka.createTopic(3);
      await world.kafka.sendNumbers(topic, 0, 30, 3);

      const reading = world.kafka.read(topic, {
        from: [{ partition: 1, from: 8n }],
        end: 'high-watermark',
      });
      await reading.end();

      expect(reading.values).toEqual(['25', '28']);
    });

    recordContentsContract(() => world.kafka);

    it('tells the exact gap when the broker deleted what was asked for', async () => {
      const topic = await world.kafka.createTopic();
      await world.kafka.sendNumbers(topic, 0, 10);
      await world.kafka.withAdmin(async admin => {
        await admin.fetchTopicOffsets(topic);
        await admin.deleteTopicRecords({
          topic,
          partitions: [{ partition: 0, offset: '6' }],
        });
      });

      const reading = world.kafka.read(topic, {
        from: [{ partition: 0, from: 2n }],
        end: 'high-watermark',
      });
      await reading.end();

      expect(reading.gaps).toEqual([
        {
          partition: 0,
          firstOffset: '2',
          lastOffset: '5',
          count: 4,
          reason: 'retention',
        },
      ]);
      expect(reading.values).toEqual(['6', '7', '8', '9']);
    });

    it('tells that a log is shorter than the position', async () => {
      const topic = await world.kafka.createTopic();
      await world.kafka.sendNumbers(topic, 0, 3);
      const reading = world.kafka.read(topic, {
        from: [{ partition: 0, from: 9n }],
      });
      await reading.until(({ gaps }) => gaps.length > 0);

      await world.kafka.sendNumbers(topic, 3, 1);
      await reading.until(({ count }) => count > 0);

      expect(reading.gaps).toMatchObject([
        { firstOffset: '3', lastOffset: '8', reason: 'truncated' },
      ]);
      expect(reading.values).toEqual(['3']);
    });

    it.each<[string, Pick<OpenOptions, 'from' | 'unnamed'>]>([
      ['a wish', { from: { at: 'latest' } }],
      [
        'exact positions that are to be followed',
        { from: [{ partition: 0, from: 0n }], unnamed: 'follow' },
      ],
    ])('reads partitions that are added, for %s', async (_, open) => {
      const topic = await world.kafka.createTopic();
      const reading = world.kafka.read(topic, open);
      await reading.until(({ events }) => events.length > 0);

      await world.kafka.withAdmin(admin =>
        admin.createPartitions({ topicPartitions: [{ topic, count: 2 }] }),
      );
      await reading.until(reader => reader.all('note').length > 0);
      await world.kafka.send(topic, [{ partition: 1, value: 'new' }]);
      await reading.until(({ count }) => count > 0);

      expect(reading.all('note')).toMatchObject([
        { note: { kind: 'partitions-added', partitions: [1] } },
      ]);
      expect(reading.records).toMatchObject([{ partition: 1, offset: 0n }]);
    });

    it('ends with a clear error when the topic does not exist', async () => {
      const reading = world.kafka.read('no-such-topic', {
        from: { at: 'latest' },
      });

      await expect(reading.end()).rejects.toMatchObject({
        code: 'realtime.kafka.topic-not-found',
      });
      await expect(world.kafka.describe('no-such-topic')).rejects.toMatchObject(
        {
          code: 'realtime.kafka.topic-not-found',
          message: expect.stringContaining('no-such-topic'),
        },
      );
    });

    it('ends with a clear error when the topic is deleted while it is read', async () => {
      const topic = await world.kafka.createTopic();
      const reading = world.kafka.read(topic, { from: { at: 'latest' } });
      await reading.until(({ events }) => events.length > 0);

      await world.kafka.withAdmin(admin =>
        admin.deleteTopics({ topics: [topic] }),
      );

      await expect(reading.end()).rejects.toMatchObject({
        code: 'realtime.kafka.topic-not-found',
      });
      expect(reading.all('unreachable').length).toBeGreaterThan(0);
    });

    it('says that a topic was deleted and made again, and reads the new one from its start', async () => {
      const topic = await world.kafka.createTopic();
      await world.kafka.sendNumbers(topic, 0, 5);
      const reading = world.kafka.read(topic, { from: { at: 'earliest' } });
      await reading.until(({ count }) => count >= 5);

      await world.kafka.withAdmin(admin =>
        admin.deleteTopics({ topics: [topic] }),
      );
      await reading.until(reader => reader.all('unreachable').length > 0);
      await world.kafka.withAdmin(admin =>
        admin.createTopics({ waitForLeaders: true, topics: [{ topic }] }),
      );
      await reading.until(reader => reader.all('note').length > 0);
      await world.kafka.sendNumbers(topic, 100, 1);
      await reading.until(({ count }) => count >= 6);

      expect(reading.all('note')[0].note).toEqual({ kind: 'topic-recreated' });
      expect(reading.gaps).toEqual([{ partition: 0, reason: 'recreated' }]);
      expect(reading.records.at(-1)).toMatchObject({
        offset: 0n,
        value: Buffer.from('100'),
      });
    });

    it('resumes at the position a frame carried', async () => {
      const topic = await world.kafka.createTopic(2);
      await world.kafka.sendNumbers(topic, 0, 20, 2);
      const { epoch } = await world.kafka.describe(topic);
      const next = new Map([
        [0, toOffset(9)],
        [1, toOffset(8)],
      ]);

      const position = encodeResume({ epoch, next });
      const reading = world.kafka.read(topic, {
        from: { at: 'resume', position },
        end: 'high-watermark',
      });
      await reading.end();

      expect(reading.values.sort()).toEqual(['17', '18', '19']);
    });

    it('leaves no consumer group on the broker', async () => {
      const { groups } = await world.kafka.withAdmin(admin =>
        admin.listGroups(),
      );

      expect(groups).toEqual([]);
    });

    it('loses and doubles nothing when the broker is killed and comes back', async () => {
      const topic = await world.kafka.createTopic(2);
      await world.kafka.sendNumbers(topic, 0, 100, 2);
      const reading = world.kafka.read(topic, { from: { at: 'earliest' } });
      await reading.until(({ count }) => count >= 100);

      await world.broker.kill();
      await reading.until(reader => reader.all('unreachable').length > 2);
      await world.broker.restart();
      await world.kafka.sendNumbers(topic, 100, 100, 2);
      const { partitions } = await world.kafka.describe(topic);
      const written = partitions.reduce((sum, each) => sum + each.high, 0n);
      await reading.until(({ count }) => count >= written);
      await reading.until(reader => reader.all('reachable').length > 1);

      expect(new Set(reading.values)).toEqual(new Set(numbers(0, 200)));
      for (const { partition, high } of partitions) {
        const offsets = reading.records
          .filter(record => record.partition === partition)
          .map(({ offset }) => offset);
        expect(offsets).toEqual(numbers(0, Number(high)).map(BigInt));
      }
      expect(reading.gaps).toEqual([]);
    }, 60_000);

    it('never writes an address or a payload into an event or the log', () => {
      const port = world.broker.bootstrap.split(':')[1].split(',')[0];

      expect(world.kafka.logged.join('\n')).not.toContain(port);
    });
  });
}
