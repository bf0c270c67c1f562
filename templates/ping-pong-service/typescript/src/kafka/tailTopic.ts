import { randomUUID } from "node:crypto";
import type { Kafka } from "kafkajs";
import type { Stop } from "../context.js";
import type { Health } from "../health.js";
import { MAX_WAIT_MS } from "./createKafka.js";
import { TailPositions, type Start } from "./TailPositions.js";
import { watchMembership } from "./watchMembership.js";

export interface TailedRecord {
  partition: number;
  offset: string;
  value: Buffer | null;
  /** Written after the tail was opened; earlier ones are for the history. */
  isLive: boolean;
}

interface TailOptions {
  topic: string;
  /** Name before the random part of the private group. */
  owner: string;
  /** How many of the newest records to begin with, over all partitions. */
  last: number;
  health: Health;
  /** The next one comes when it has resolved. */
  onRecord: (record: TailedRecord) => Promise<void>;
}

/**
 * Reads every partition of a topic from shortly before its end, shared with
 * nobody. kafkajs reads only as member of a group, so each tail has one of its
 * own: with a common group every pod would get only a part of the partitions,
 * and its viewers only a part of the pongs. Nothing is ever committed, and the
 * group is deleted when the tail ends.
 */
export async function tailTopic(
  kafka: Kafka,
  options: TailOptions,
): Promise<Stop> {
  const { topic, owner, last, health, onRecord } = options;
  const groupId = `${owner}-tail-${randomUUID()}`;
  const starts = await findStarts(kafka, topic, last);
  const consumer = kafka.consumer({
    groupId,
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: MAX_WAIT_MS,
  });
  const positions = new TailPositions(starts);
  watchMembership(consumer, health, "gateway");
  consumer.on(consumer.events.GROUP_JOIN, () => {
    for (const at of positions.next()) consumer.seek({ topic, ...at });
  });
  const stop = async (): Promise<void> => {
    await consumer.disconnect();
    await deleteGroup(kafka, groupId);
  };
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachMessage: async ({ partition, message: { offset, value } }) => {
        if (!positions.pass(partition, offset)) return;
        const isLive = positions.isLive(partition, offset);
        await onRecord({ partition, offset, value, isLive });
      },
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

async function findStarts(
  kafka: Kafka,
  topic: string,
  last: number,
): Promise<Start[]> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const ends = await admin.fetchTopicOffsets(topic);
    const each = BigInt(Math.ceil(last / Math.max(1, ends.length)));
    return ends.map((end) => {
      const [low, high] = [BigInt(end.low), BigInt(end.high)];
      const start = high - each > low ? high - each : low;
      return { partition: end.partition, start, high };
    });
  } finally {
    await admin.disconnect();
  }
}

/**
 * A group without offsets that is left empty, as by a pod that was killed, is
 * removed by Kafka itself within minutes; this is tidier.
 */
async function deleteGroup(kafka: Kafka, groupId: string): Promise<void> {
  const admin = kafka.admin({ retry: { retries: 1 } });
  try {
    await admin.connect();
    await admin.deleteGroups([groupId]);
  } catch {
    // Kafka is away or forbids it, and forgets the group in time.
  } finally {
    await admin.disconnect();
  }
}
