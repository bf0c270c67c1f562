import { Kafka, logLevel } from 'kafkajs';
import { serveRole } from '../harness/roles';

/** Baseline B2: kafkajs `eachBatch` with an empty handler; counts records and nothing else. */
let records = 0;

serveRole({
  run: async ({
    bootstrap,
    topic,
    group,
  }: {
    bootstrap: string;
    topic: string;
    group: string;
  }) => {
    const kafka = new Kafka({
      brokers: [bootstrap],
      logLevel: logLevel.NOTHING,
    });
    const consumer = kafka.consumer({
      groupId: group,
      maxBytesPerPartition: 1024 * 1024,
      maxBytes: 10 * 1024 * 1024,
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        records += batch.messages.length;
      },
    });
  },
  count: () => records,
});
