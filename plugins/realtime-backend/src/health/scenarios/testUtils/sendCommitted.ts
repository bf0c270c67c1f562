import type { ObserveFixture } from '../../observe/testUtils/ObserveFixture';

/** One record in a transaction: offset 0 is the record, offset 1 the marker that ends it. */
export async function sendCommitted(
  kafka: ObserveFixture,
  topic: string,
): Promise<void> {
  const producer = kafka.client.producer({
    transactionalId: kafka.name('transaction'),
    idempotent: true,
    maxInFlightRequests: 1,
  });
  await producer.connect();
  const transaction = await producer.transaction();
  await transaction.send({ topic, messages: [{ value: 'v', partition: 0 }] });
  await transaction.commit();
  await producer.disconnect();
}
