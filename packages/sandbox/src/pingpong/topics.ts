import type { ITopicConfig, Kafka } from 'kafkajs';
import { createReadyTopics } from '../kafka/createReadyTopics';

export const PING_MQTT_TOPIC = 'ping/messages';
export const PING_TOPIC = 'ping_topic';
export const PONG_TOPIC = 'pong_topic';
export const ANALYTICS_TOPIC = 'ping_analytics_topic';

export const PROCESSOR_GROUP = 'ping-processor';
export const ANALYTICS_GROUP = 'ping-analytics';

/** Where the messages of one pipeline travel. */
export interface PipelineNames {
  mqttTopic: string;
  pingTopic: string;
  /** May be the ping topic: each actor knows its own messages. */
  pongTopic: string;
  /** Absent: nothing is counted. */
  analyticsTopic?: string;
  processorGroup: string;
  analyticsGroup: string;
  /** Of messages in Kafka; default `json`. */
  encoding?: 'json' | 'avro';
}

/** Of the service that always runs. */
export const PING_PONG_NAMES: PipelineNames = {
  mqttTopic: PING_MQTT_TOPIC,
  pingTopic: PING_TOPIC,
  pongTopic: PONG_TOPIC,
  analyticsTopic: ANALYTICS_TOPIC,
  processorGroup: PROCESSOR_GROUP,
  analyticsGroup: ANALYTICS_GROUP,
};

const PARTITIONS: Record<string, number> = {
  [PING_TOPIC]: 6,
  [PONG_TOPIC]: 6,
  [ANALYTICS_TOPIC]: 3,
};

/** Topics of the service that always runs; see {@link createMissingTopics}. */
export async function createTopics(kafka: Kafka): Promise<void> {
  const topics = Object.entries(PARTITIONS).map(([topic, numPartitions]) => ({
    topic,
    numPartitions,
  }));
  await createMissingTopics(kafka, topics);
}

/** Returns what it created; topics that are there are left as they are. */
export async function createMissingTopics(
  kafka: Kafka,
  wanted: ITopicConfig[],
): Promise<string[]> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const present = await admin.listTopics();
    const topics = wanted.filter(({ topic }) => !present.includes(topic));
    if (topics.length > 0) {
      await createReadyTopics(admin, topics);
    }
    return topics.map(({ topic }) => topic);
  } finally {
    await admin.disconnect();
  }
}
