import { Kafka, logLevel, type Admin } from 'kafkajs';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- commits without joining a group, which kafkajs cannot
import { commitOffsets } from '../../../plugins/realtime-backend/src/health/observe/testUtils/commitOffsets';
import {
  HEALTH_LOAD,
  planGroups,
  RECORDS_EACH,
  type GroupReading,
} from './healthLoad';
import { openCluster } from './openCluster';

/** A controller refuses requests that need more than 10,000 records of metadata: a topic and its partitions each are one. */
const TOPICS_A_CREATE = 500;

/** A broker makes ten thousand logs for some seconds, and hosts them only then. */
const MAX_TRIES = 60;
const MAX_WAIT_MS = 2_000;

/** Makes the topics with a request or two, then some records, and a commit for each partition. */
export async function seedHealth(
  bootstrap: string,
  prefix: string,
): Promise<GroupReading[]> {
  const groups = planGroups(prefix);
  const kafka = new Kafka({
    brokers: bootstrap.split(','),
    logLevel: logLevel.NOTHING,
    requestTimeout: 120_000,
    retry: { retries: MAX_TRIES, maxRetryTime: MAX_WAIT_MS },
  });
  // With the first commit a broker makes its topic of commits, which must not wait behind all others.
  for (const some of [groups.slice(0, 1), groups.slice(1)]) {
    await createAll(
      kafka.admin(),
      some.flatMap(group => group.topics),
    );
    await sendSome(kafka, some);
    await commitAll(bootstrap, some);
  }
  return groups;
}

async function createAll(admin: Admin, topics: string[]): Promise<void> {
  await admin.connect();
  try {
    for (const some of inParts(topics, TOPICS_A_CREATE))
      await admin.createTopics({
        // Fails when a topic is not known yet; sending waits for it.
        waitForLeaders: false,
        timeout: 120_000,
        topics: some.map(topic => ({
          topic,
          numPartitions: HEALTH_LOAD.partitions,
          replicationFactor: 1,
        })),
      });
  } finally {
    await admin.disconnect();
  }
}

/** Into the first topic of each group: kafkajs asks for all topics again with each one it gets to know. */
async function sendSome(
  kafka: Kafka,
  groups: readonly GroupReading[],
): Promise<void> {
  // Sending is tried again until the new topics have leaders, which must not double records.
  const producer = kafka.producer({
    allowAutoTopicCreation: false,
    idempotent: true,
    maxInFlightRequests: 1,
  });
  await producer.connect();
  try {
    await producer.sendBatch({
      topicMessages: groups.map(({ topics: [topic] }) => ({
        topic,
        messages: someEach(),
      })),
    });
  } finally {
    await producer.disconnect();
  }
}

function inParts(items: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

function someEach() {
  return Array.from(
    { length: HEALTH_LOAD.partitions * RECORDS_EACH },
    (_, i) => ({ partition: i % HEALTH_LOAD.partitions, value: 'v' }),
  );
}

async function commitAll(
  bootstrap: string,
  groups: readonly GroupReading[],
): Promise<void> {
  const { connection, close } = openCluster(bootstrap);
  try {
    await Promise.all(
      groups.map(async ({ group, topics }) => {
        for (const [i, topic] of topics.entries())
          await commitOffsets(connection, group, topic, offsetsOf(i));
      }),
    );
  } finally {
    await close();
  }
}

function offsetsOf(place: number): Record<number, number> {
  const offset = place === 0 ? RECORDS_EACH : 0;
  return Object.fromEntries(
    Array.from({ length: HEALTH_LOAD.partitions }, (_, id) => [id, offset]),
  );
}
