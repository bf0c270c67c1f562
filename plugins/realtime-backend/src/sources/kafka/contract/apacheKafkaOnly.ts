import type { KafkaBroker } from '@backstage-realtime/sandbox';
import { useKafka } from '../testUtils/useKafka';

/** What the stand-in does not do: transactions, and compressing by itself with the codecs of Java. */
export function apacheKafkaOnly(start: () => Promise<KafkaBroker>): void {
  describe('KafkaRecordSource on Apache Kafka alone', () => {
    const world = useKafka(start);

    it('shows committed transactions only, and those that are open once they are committed', async () => {
      const topic = await world.kafka.createTopic();
      const producer = world.kafka.client.producer({
        transactionalId: topic,
        idempotent: true,
        maxInFlightRequests: 1,
      });
      await producer.connect();
      const aborted = await producer.transaction();
      await aborted.send({ topic, messages: [{ value: 'rolled back' }] });
      await aborted.abort();
      const committed = await producer.transaction();
      await committed.send({ topic, messages: [{ value: 'committed' }] });
      await committed.commit();
      const open = await producer.transaction();
      await open.send({ topic, messages: [{ value: 'open' }] });

      const bounded = world.kafka.read(topic, {
        from: { at: 'earliest' },
        end: 'high-watermark',
      });
      await bounded.end();
      expect(bounded.values).toEqual(['committed']);

      const reading = world.kafka.read(topic, { from: { at: 'earliest' } });
      await open.commit();
      await reading.until(({ count }) => count >= 2);
      await producer.disconnect();

      expect(reading.values).toEqual(['committed', 'open']);
      expect(reading.gaps).toEqual([]);
    }, 30_000);

    it.each(['gzip', 'snappy', 'lz4', 'zstd'])(
      'reads what the broker compressed with %s',
      async codec => {
        const topic = await world.kafka.createTopic(1, {
          'compression.type': codec,
        });
        const values = Array.from({ length: 3_000 }, (_, i) =>
          JSON.stringify({ i, text: 'abc'.repeat(i % 90) }),
        );
        await world.kafka.send(
          topic,
          values.map(value => ({ value })),
        );

        const reading = world.kafka.read(topic, {
          from: { at: 'earliest' },
          end: 'high-watermark',
        });
        await reading.end();

        expect(reading.values).toEqual(values);
        expect(reading.gaps).toEqual([]);
      },
    );
  });
}
