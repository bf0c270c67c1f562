import type { Kafka } from 'kafkajs';

export const PING_MQTT_TOPIC = 'ping/messages';
export const PING_TOPIC = 'ping_topic';
export const PONG_TOPIC = 'pong_topic';
export const ANALYTICS_TOPIC = 'ping_analytics_topic';

export const PROCESSOR_GROUP = 'ping-processor';
export const ANALYTICS_GROUP = 'ping-analytics';

const PARTITIONS: Record<string, number> = {
  [PING_TOPIC]: 6,
  [PONG_TOPIC]: 6,
  [ANALYTICS_TOPIC]: 3,
};

/** Creates what is missing; topics that are there are left as they are. */
export async function createTopics(kafka: Kafka): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const present = await admin.listTopics();
    const topics = Object.entries(PARTITIONS)
      .filter(([topic]) => !present.includes(topic))
      .map(([topic, numPartitions]) => ({ topic, numPartitions }));
    if (topics.length > 0) {
      await admin.createTopics({ topics, waitForLeaders: true });
    }
  } finally {
    await admin.disconnect();
  }
}
