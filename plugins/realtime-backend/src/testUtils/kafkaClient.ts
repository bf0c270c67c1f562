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
  await admin.createTopics({
    topics: [{ topic, numPartitions }],
    waitForLeaders: true,
  });
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
  });
  await producer.connect();
  const [{ baseOffset, partition }] = await producer.send({ topic, messages });
  await producer.disconnect();
  return { offset: baseOffset!, partition };
}
