import { randomUUID } from "node:crypto";
import type { Kafka, KafkaMessage } from "kafkajs";
import type { Stop } from "../context.js";
import { MAX_WAIT_MS } from "./createKafka.js";

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
  onRecord: (record: TailedRecord) => void;
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
  const { topic, owner, last, onRecord } = options;
  const groupId = `${owner}-tail-${randomUUID()}`;
  const starts = await findStarts(kafka, topic, last);
  const consumer = kafka.consumer({
    groupId,
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: MAX_WAIT_MS,
  });
  const deliver = orderPerPartition(starts, onRecord);
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: false });
    await consumer.run({
      autoCommit: false,
      eachMessage: ({ partition, message }) => {
        deliver(partition, message);
        return Promise.resolve();
      },
    });
    for (const { partition, start } of starts) {
      consumer.seek({ topic, partition, offset: String(start) });
    }
  } catch (error) {
    await consumer.disconnect();
    throw error;
  }
  return async () => {
    await consumer.disconnect();
    await deleteGroup(kafka, groupId);
  };
}

interface Start {
  partition: number;
  start: bigint;
  high: bigint;
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

/** A record that is fetched again after a seek or a reconnect is left out. */
function orderPerPartition(
  starts: readonly Start[],
  onRecord: TailOptions["onRecord"],
) {
  const highs = new Map(starts.map((one) => [one.partition, one.high]));
  const next = new Map<number, bigint>();
  return (partition: number, { offset, value }: KafkaMessage): void => {
    const position = BigInt(offset);
    if (position < (next.get(partition) ?? 0n)) return;
    next.set(partition, position + 1n);
    const isLive = position >= (highs.get(partition) ?? 0n);
    onRecord({ partition, offset, value, isLive });
  };
}

/** Kafka removes an empty group by itself after a while; this is tidier. */
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
