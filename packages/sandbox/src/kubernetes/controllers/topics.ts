import { parseDurationMs } from '@backstage-realtime/plugin-realtime-common';
import { Kafka, logLevel, type Admin, type ITopicConfig } from 'kafkajs';
import { createMissingTopics } from '../../pingpong/topics';
import type { PlatformSpec } from './claimSpecs';

/** What a platform says of its topics. */
type TopicDefaults = Pick<PlatformSpec, 'topics' | 'kafkaConfig'>;

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
  create(names: string[], platform?: TopicDefaults): Promise<string[]> {
    const topics = names.map(name => describeTopic(name, platform));
    return createMissingTopics(this.#kafka, topics);
  }

  /** Creates it, or gives it more partitions. Returns why not when it has more than that already. */
  async ensure(wanted: ITopicConfig): Promise<string | undefined> {
    const made = await createMissingTopics(this.#kafka, [wanted]);
    return made.length > 0
      ? undefined
      : this.#withAdmin(admin => grow(admin, wanted));
  }

  /** With all their records. */
  async remove(topics: string[]): Promise<void> {
    await this.#withAdmin(async admin => {
      const present = await admin.listTopics();
      const left = topics.filter(topic => present.includes(topic));
      if (left.length > 0) {
        await admin.deleteTopics({ topics: left });
      }
    });
  }

  async #withAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = this.#kafka.admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }
}

async function grow(
  admin: Admin,
  { topic, numPartitions = 1 }: ITopicConfig,
): Promise<string | undefined> {
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
  const count = topics[0].partitions.length;
  if (numPartitions < count) {
    return `the topic ${topic} has ${count} partitions; a topic cannot get fewer`;
  }
  if (numPartitions > count) {
    const topicPartitions = [{ topic, count: numPartitions }];
    await admin.createPartitions({ topicPartitions });
  }
  return undefined;
}

/** One copy of each record: the sandbox has one broker, whatever the claim says. */
export function describeTopic(
  topic: string,
  platform?: TopicDefaults,
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
  const ms = parseDurationMs(text);
  if (ms === undefined) {
    throw new RangeError(`"${text}" is no duration, such as 24h.`);
  }
  return ms;
}
