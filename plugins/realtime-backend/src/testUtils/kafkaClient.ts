import { createReadyTopics } from '@backstage-realtime/sandbox';
import { Kafka, logLevel, type Message } from 'kafkajs';
import { TOPIC } from './names';

/** kafkajs as a service that writes to the topics would use it. */
export function kafkaClient(bootstrap: string): Kafka {
  return new Kafka({
    brokers: bootstrap.split(','),
    logLevel: logLevel.NOTHING,
  });
}

export async function createTopic(
  bootstrap: string,
  topic = TOPIC,
  numPartitions = 2,
): Promise<void> {
  const admin = kafkaClient(bootstrap).admin();
  await admin.connect();
  await createReadyTopics(admin, [{ topic, numPartitions }]);
  await admin.disconnect();
}

/** Writes the messages; answers the place of the first. */
export async function produce(
  bootstrap: string,
  messages: Message[],
  topic = TOPIC,
): Promise<{ offset: string; partition: number }> {
  const producer = kafkaClient(bootstrap).producer({
    allowAutoTopicCreation: false,
    // What is sent again, as a leader was late, must not be there twice.
    idempotent: true,
    maxInFlightRequests: 1,
  });
  await producer.connect();
  const [{ baseOffset, partition }] = await producer.send({ topic, messages });
  await producer.disconnect();
  return { offset: baseOffset!, partition };
}

/** Reads and commits `count` records of the topic as a member of the group, then leaves it. */
export async function consumeAll(
  bootstrap: string,
  groupId: string,
  count: number,
  topic = TOPIC,
): Promise<void> {
  const consumer = kafkaClient(bootstrap).consumer({ groupId });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  let left = count;
  await new Promise<void>((resolve, reject) => {
    consumer
      .run({
        autoCommitThreshold: 1,
        eachMessage: async () => {
          left -= 1;
          if (left === 0) resolve();
        },
      })
      .catch(reject);
  });
  await consumer.stop();
  await consumer.disconnect();
}
