import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type ResourceEntity,
} from '@backstage/catalog-model';
import {
  ANNOTATIONS,
  matchesAny,
  UNDECLARED_TOPIC_TAG,
  type ClusterTopic,
} from '@backstage-realtime/plugin-realtime-common';
import type { TopicProviderSettings } from '../providers/readProviderSettings';
import { topicEntityName } from './entityName';

/** Type of the resources this module makes. */
export const TOPIC_TYPE = 'kafka-topic';

/** The topic as an entity. `isDeclared` false adds a tag, so that a list can be filtered by it. */
export function toTopicEntity(
  { topic, partitions }: ClusterTopic,
  settings: TopicProviderSettings,
  isDeclared: boolean,
): ResourceEntity {
  const { cluster, system } = settings;
  const location = `realtime:kafka/${cluster}/${topic}`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: topicEntityName(cluster, topic),
      title: topic,
      description: describe(cluster, partitions),
      tags: isDeclared ? ['kafka'] : ['kafka', UNDECLARED_TOPIC_TAG],
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [ANNOTATIONS.kafkaTopics]: `${cluster}/${topic}`,
      },
    },
    spec: {
      type: TOPIC_TYPE,
      owner: ownerOf(topic, settings),
      ...(system && { system }),
    },
  };
}

function describe(cluster: string, partitions: number): string {
  const noun = partitions === 1 ? 'partition' : 'partitions';
  return `Kafka topic of ${cluster} with ${partitions} ${noun}`;
}

function ownerOf(
  topic: string,
  { owners, defaultOwner }: TopicProviderSettings,
): string {
  const found = owners.find(({ topics }) => matchesAny(topics, topic));
  return found?.owner ?? defaultOwner;
}
