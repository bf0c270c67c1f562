import type { ITopicConfig } from 'kafkajs';
import { z } from 'zod';
import type { Kind } from '../model/Kind';
import { asJson, type KubernetesObject } from '../model/KubernetesObject';
import type { ClaimRecipe } from './ClaimController';
import { buildStrimziStatus, type Progress } from './Progress';
import type { KafkaTopics } from './topics';

const topicSpec = z.object({
  topicName: z.string().optional(),
  partitions: z.number().int().min(1).default(1),
  config: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .default({}),
});

const CLUSTER_LABEL = 'strimzi.io/cluster';

/** KafkaTopic: a topic of the sandbox's Kafka, which goes with its object, as with Strimzi. */
export function kafkaTopicRecipe(kind: Kind, topics: KafkaTopics): ClaimRecipe {
  return {
    kind,
    finalizer: 'strimzi.io/topic-operator',
    describe: buildStrimziStatus,
    create: object => createTopic(object, topics),
    remove: async object => {
      const wanted = readTopic(object);
      if (wanted) {
        await topics.remove([wanted.topic]);
      }
    },
  };
}

async function* createTopic(
  object: KubernetesObject,
  topics: KafkaTopics,
): AsyncGenerator<Progress> {
  const wanted = readTopic(object);
  if (!wanted) {
    const refusal = `it needs the label ${CLUSTER_LABEL}, and a spec as Strimzi defines it`;
    yield { ready: 'Creating', message: 'nothing was created', refusal };
    return;
  }
  const refusal = await topics.ensure(wanted);
  const { topic } = wanted;
  yield refusal === undefined
    ? {
        ready: 'Available',
        message: `the topic ${topic} is there`,
        status: { topicName: topic },
      }
    : { ready: 'Creating', message: 'the topic stays as it is', refusal };
}

/** One copy of each record, whatever is asked for: the sandbox has one broker. undefined: Strimzi would leave it alone. */
function readTopic(object: KubernetesObject): ITopicConfig | undefined {
  const { metadata } = object;
  const { data } = topicSpec.safeParse(asJson(object).spec ?? {});
  if (!data || !metadata.labels?.[CLUSTER_LABEL]) {
    return undefined;
  }
  return {
    topic: data.topicName ?? metadata.name,
    numPartitions: data.partitions,
    replicationFactor: 1,
    configEntries: Object.entries(data.config).map(([name, value]) => ({
      name,
      value: String(value),
    })),
  };
}
