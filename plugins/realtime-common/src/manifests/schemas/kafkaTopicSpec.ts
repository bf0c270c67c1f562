import { z } from 'zod';
import { duration, namespaceName, serviceName, topicName } from './parts';

/** Settings of a topic that may be given; values are texts, as Kafka writes them. */
const config = z.record(
  z.string().regex(/^[a-z][a-z.]{0,63}$/, 'is no setting of a topic'),
  z.union([z.string().max(255), z.number(), z.boolean()]),
);

/** What a form gives for one topic. @public */
export const kafkaTopicForm = z.strictObject({
  name: topicName,
  partitions: z.int().min(1).max(1000).default(3),
  replicas: z.int().min(1).max(7).default(1),
  retention: duration.optional(),
  cleanupPolicy: z.enum(['delete', 'compact', 'compact,delete']).optional(),
  config: config.optional(),
});

/** Where the topics go. */
export const kafkaTopicTarget = z.strictObject({
  kafkaCluster: serviceName,
  namespace: namespaceName.default('default'),
});

/** `spec` of a KafkaTopic as we write it. */
export const kafkaTopicSpec = z.strictObject({
  topicName: topicName.optional(),
  partitions: z.int().min(1).max(1000),
  replicas: z.int().min(1).max(7),
  config: config.optional(),
});

/** One topic of a form; fields with defaults may be left out. @public */
export type KafkaTopicForm = z.input<typeof kafkaTopicForm>;
