import type { KafkaBroker } from '@backstage-realtime/sandbox';
import { ObserverMemory } from '../kafka/ObserverMemory';
import { ObserveFixture } from '../testUtils/ObserveFixture';

/** Transactions, which the stand-in does not keep. */
export function transactionsContract(start: () => Promise<KafkaBroker>): void {
  describe('observing transactions of Apache Kafka', () => {
    let broker: KafkaBroker;
    let kafka: ObserveFixture;

    beforeAll(async () => {
      broker = await start();
      kafka = new ObserveFixture(broker);
    }, 120_000);

    afterAll(async () => {
      kafka?.close();
      await broker?.close();
    }, 60_000);

    const startProducer = async () => {
      const producer = kafka.client.producer({
        transactionalId: kafka.name('writer'),
        idempotent: true,
        maxInFlightRequests: 1,
      });
      await producer.connect();
      return producer;
    };

    it('proves that only a marker is left of a lag, where records may be read', async () => {
      const topic = await kafka.createTopic(1);
      const group = kafka.name('group');
      const producer = await startProducer();
      const transaction = await producer.transaction();
      await transaction.send({ topic, messages: [{ value: 'v' }] });
      await transaction.commit();
      await kafka.commit(group, topic, { 0: 1 });
      const memory = new ObserverMemory();
      const plan = { isReadAllowed: true };

      const { groups } = await kafka.observe([topic], [group], {
        memory,
        plan,
      });
      const more = await producer.transaction();
      await more.send({ topic, messages: [{ value: 'w' }] });
      await more.commit();
      const later = await kafka.observe([topic], [group], { memory, plan });
      await producer.disconnect();

      const [row] = groups[0].offsets;
      expect(row).toMatchObject({ isOnlyControl: true });
      expect(row).not.toHaveProperty('lagTime');
      const [laterRow] = later.groups[0].offsets;
      expect(laterRow.isOnlyControl).toBeUndefined();
      expect(laterRow.lagTime).toMatchObject({ value: { method: 'record' } });
    }, 30_000);

    it('names the producer whose open transaction holds the last stable offset', async () => {
      const topic = await kafka.createTopic(1);
      const producer = await startProducer();
      const transaction = await producer.transaction();
      await transaction.send({ topic, messages: [{ value: 'v' }] });
      const memory = new ObserverMemory();

      await kafka.observe([topic], [], { memory });
      const { topics } = await kafka.observe([topic], [], { memory });
      await transaction.abort();
      await producer.disconnect();

      expect(topics[0].partitions[0]).toMatchObject({
        end: { value: 1n },
        stableEnd: { value: 0n },
        producers: { value: [{ openSince: { offset: 0n } }] },
      });
    }, 30_000);
  });
}
