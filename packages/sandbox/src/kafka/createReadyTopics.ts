import { setTimeout } from 'node:timers/promises';
import type { Admin, ITopicConfig } from 'kafkajs';

/** Between two looks; brokers of a cluster hear of a topic one after the other. */
const LOOK_MS = 50;

/** What a broker answers that has not heard of the topic, or of its leaders. */
const NOT_YET = ['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE'];

/**
 * Creates topics and resolves when each partition has a leader. kafkajs's own
 * `waitForLeaders` gives up when the broker it asks has not heard of them yet.
 * Throws what the cluster refuses, and after `withinMs`.
 */
export async function createReadyTopics(
  admin: Admin,
  topics: ITopicConfig[],
  withinMs = 30_000,
): Promise<void> {
  await admin.createTopics({ topics, waitForLeaders: false });
  const names = topics.map(({ topic }) => topic);
  const until = performance.now() + withinMs;
  while (!(await haveLeaders(admin, names))) {
    if (performance.now() > until)
      throw new Error(`No leaders within ${withinMs} ms: ${names.join(', ')}`);
    await setTimeout(LOOK_MS);
  }
}

async function haveLeaders(admin: Admin, topics: string[]): Promise<boolean> {
  try {
    const found = await admin.fetchTopicMetadata({ topics });
    return found.topics.every(({ partitions }) =>
      partitions.every(({ leader }) => leader >= 0),
    );
  } catch (error) {
    if (NOT_YET.includes((error as { type?: string }).type ?? '')) return false;
    throw error;
  }
}
