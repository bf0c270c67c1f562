import { Kafka, logLevel, type ITopicConfig } from 'kafkajs';
import { createMissingTopics } from '../../pingpong/topics';
import type { PlatformSpec } from './claimSpecs';

const UNIT_MS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Topics of the sandbox's Kafka, as claims ask for them. */
export class KafkaTopics {
  readonly #kafka: Kafka;

  constructor(bootstrap: string) {
    this.#kafka = new Kafka({
      clientId: 'sandbox-platform',
      brokers: bootstrap.split(','),
      logLevel: logLevel.NOTHING,
      connectionTimeout: 2_000,
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 5 },
    });
  }

  /** Returns the names of those that were missing; others stay as they are. */
  create(names: string[], platform?: PlatformSpec): Promise<string[]> {
    const topics = names.map(name => describeTopic(name, platform));
    return createMissingTopics(this.#kafka, topics);
  }

  /** With all their records. */
  async remove(topics: string[]): Promise<void> {
    const admin = this.#kafka.admin();
    await admin.connect();
    try {
      const present = await admin.listTopics();
      const left = topics.filter(topic => present.includes(topic));
      if (left.length > 0) {
        await admin.deleteTopics({ topics: left });
      }
    } finally {
      await admin.disconnect();
    }
  }
}

/** One copy of each record: the sandbox has one broker, whatever the claim says. */
export function describeTopic(
  topic: string,
  platform?: PlatformSpec,
): ITopicConfig {
  const own = platform?.topics.find(({ name }) => name === topic);
  const retention = own?.retention ?? platform?.kafkaConfig.retention;
  const entries = {
    'retention.ms': retention && String(parseDuration(retention)),
    'cleanup.policy': own?.cleanupPolicy,
  };
  return {
    topic,
    numPartitions: own?.partitions ?? platform?.kafkaConfig.partitions ?? 3,
    replicationFactor: 1,
    configEntries: Object.entries(entries).flatMap(([name, value]) =>
      value ? [{ name, value }] : [],
    ),
  };
}

/** `24h` in milliseconds. Throws RangeError for what is no duration. */
export function parseDuration(text: string): number {
  const [, count, unit = ''] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? [];
  if (count === undefined) {
    throw new RangeError(`"${text}" is no duration, such as 24h.`);
  }
  return Number(count) * UNIT_MS[unit];
}
