import { randomUUID } from 'node:crypto';
import type { Kafka, KafkaMessage } from 'kafkajs';

export type ConsumedRecord = KafkaMessage & { partition: number };

/**
 * Reads until `count` records have arrived, then leaves the group with its
 * commits stored. The caller's test timeout is the bound of the wait.
 */
export async function consumeFromStart(
  kafka: Kafka,
  topic: string,
  count: number,
  options: { groupId?: string; members?: number } = {},
): Promise<ConsumedRecord[]> {
  const { groupId = `group-${randomUUID()}`, members = 1 } = options;
  const records: ConsumedRecord[] = [];
  const consumers = Array.from({ length: members }, () =>
    kafka.consumer({ groupId, maxWaitTimeInMs: 200 }),
  );
  const done = new Promise<void>(resolve => {
    consumers.forEach(consumer =>
      consumer.on(consumer.events.END_BATCH_PROCESS, () => {
        if (records.length >= count) {
          resolve();
        }
      }),
    );
  });
  try {
    for (const consumer of consumers) {
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      await consumer.run({
        eachMessage: async ({ message, partition }) => {
          records.push({ ...message, partition });
        },
      });
    }
    await done;
  } finally {
    await Promise.all(consumers.map(consumer => consumer.disconnect()));
  }
  return records;
}

export function recordsOf(
  records: readonly ConsumedRecord[],
  partition: number,
): ConsumedRecord[] {
  return records.filter(record => record.partition === partition);
}
