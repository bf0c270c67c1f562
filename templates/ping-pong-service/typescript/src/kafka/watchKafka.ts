import type { Admin, Kafka } from "kafkajs";
import { setTimeout as wait } from "node:timers/promises";
import type { Context, Stop } from "../context.js";
import { computeLag } from "./computeLag.js";

const EVERY_MS = 5_000;

interface Watched {
  /** Must exist, or this service is not ready. */
  topics: string[];
  /** Whose lag is measured. */
  group?: { groupId: string; topic: string };
}

/**
 * Asks Kafka every five seconds whether it answers, has the topics, and how
 * far the group is behind. Asking is the only honest check: a client that is
 * idle does not notice that its broker has gone.
 */
export function watchKafka(
  kafka: Kafka,
  context: Context,
  watched: Watched,
): Stop {
  const admin = kafka.admin({ retry: { retries: 1 } });
  const watching = watch(admin, context, watched);
  return async () => {
    await watching;
    await admin.disconnect();
  };
}

async function watch(
  admin: Admin,
  context: Context,
  watched: Watched,
): Promise<void> {
  const { signal, health, log } = context;
  while (!signal.aborted) {
    try {
      await admin.connect();
      const missing = await findMissing(admin, watched.topics);
      const reason = missing ? `the topic ${missing} does not exist` : "";
      health.set("kafka", !missing, reason);
      if (!missing) await measureLag(admin, context, watched);
    } catch (error) {
      health.set("kafka", false, "no broker answers");
      log.warn({ err: error }, "Kafka does not answer");
    }
    // Ends early when the service stops, which is no error.
    await wait(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function findMissing(
  admin: Admin,
  topics: string[],
): Promise<string | undefined> {
  const present = new Set(await admin.listTopics());
  return topics.find((topic) => !present.has(topic));
}

async function measureLag(
  admin: Admin,
  { metrics }: Context,
  { group }: Watched,
): Promise<void> {
  if (!group) return;
  const { groupId, topic } = group;
  const [ends, committed] = await Promise.all([
    admin.fetchTopicOffsets(topic),
    admin.fetchOffsets({ groupId, topics: [topic] }),
  ]);
  const offsets = committed.find((one) => one.topic === topic)?.partitions;
  for (const { partition, lag } of computeLag(ends, offsets ?? [])) {
    const labels = { topic, partition: String(partition) };
    if (lag === undefined) metrics.lag.remove(labels);
    else metrics.lag.set(labels, lag);
  }
}
