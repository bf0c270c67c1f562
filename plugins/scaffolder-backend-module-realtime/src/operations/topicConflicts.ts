import type { Manifest } from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';

/** The part of a KafkaTopic's `spec` that is compared. */
interface TopicSpec {
  topicName?: string;
  partitions?: number;
  replicas?: number;
  config?: Record<string, unknown>;
}

/** Name of the topic in Kafka, which is that of the object when nothing else is said. */
export function topicNameOf({
  metadata,
  spec,
}: Manifest | KubernetesObject): string {
  return (spec as TopicSpec | undefined)?.topicName ?? metadata.name;
}

/**
 * Settings in which a topic that exists differs from what is asked for, as
 * sentences: `partitions is 6, not 3`. Settings that nobody asked for may
 * differ.
 */
export function findTopicConflicts(
  wanted: Manifest,
  existing: KubernetesObject,
): string[] {
  const asked = wanted.spec as TopicSpec;
  const there = (existing.spec ?? {}) as TopicSpec;
  return [
    ...differs('partitions', asked.partitions, there.partitions),
    ...differs('replicas', asked.replicas, there.replicas),
    ...Object.entries(asked.config ?? {}).flatMap(([key, value]) =>
      differs(key, value, there.config?.[key]),
    ),
  ];
}

/** Kafka's settings are texts, YAML's may be numbers. */
function differs(name: string, asked: unknown, there: unknown): string[] {
  if (asked === undefined || String(asked) === String(there)) return [];
  return [`${name} is ${there ?? 'not set'}, not ${asked}`];
}
