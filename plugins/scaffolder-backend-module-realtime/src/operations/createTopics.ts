import {
  buildKafkaTopics,
  KAFKA_TOPIC_API_VERSION,
  RealtimeError,
  STRIMZI_CLUSTER_LABEL,
  type KafkaTopicForm,
  type Manifest,
} from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import { applyAll, type AppliedResource } from './applyAll';
import { requireBuilt } from './finishBuild';
import { listObjects } from './listObjects';
import { readAppliable } from './readAppliable';
import type { ActionServices, Step } from './services';
import { findTopicConflicts, topicNameOf } from './topicConflicts';

/** Which topics, of which Strimzi cluster. */
export interface TopicOrder {
  kubernetesCluster: string;
  /** Of the user, where one came. */
  token?: string;
  kafkaCluster: string;
  namespace: string;
  topics: KafkaTopicForm[];
}

/**
 * Creates topics, in the order they were asked for. The form is judged before
 * the cluster is asked; what exists there already has to have the same
 * settings, and must not collide in Kafka's metrics.
 */
export async function createTopics(
  step: Step,
  services: ActionServices,
  order: TopicOrder,
): Promise<AppliedResource[]> {
  const { kubernetesCluster, token, ...form } = order;
  const client = services.clusters.getFor(kubernetesCluster, token);
  requireBuilt(buildKafkaTopics(form));
  const apiVersion = KAFKA_TOPIC_API_VERSION;
  const { namespace } = form;
  const target = { apiVersion, kind: 'KafkaTopic', namespace };
  const all = await listObjects(client, target, step.signal);
  const there = all.filter(isOf(form.kafkaCluster));
  const asked = new Set(form.topics.map(({ name }) => name));
  const existing = there.map(topicNameOf).filter(name => !asked.has(name));
  const { manifests } = requireBuilt(buildKafkaTopics({ ...form, existing }));
  const placed = manifests.map(each => atExisting(each, there));
  requireSameSettings(placed, there);
  const input = { kubernetesCluster, namespace, manifests: placed };
  const fit = await readAppliable(step, services, input);
  return applyAll(step, client, fit);
}

function isOf(kafkaCluster: string) {
  return ({ metadata }: KubernetesObject) =>
    metadata.labels?.[STRIMZI_CLUSTER_LABEL] === kafkaCluster;
}

/** Somebody may have made the same topic under another name of object: two objects would fight over it. */
function atExisting(
  manifest: Manifest,
  there: readonly KubernetesObject[],
): Manifest {
  const same = there.find(each => topicNameOf(each) === topicNameOf(manifest));
  if (!same) return manifest;
  const { name } = same.metadata;
  return { ...manifest, metadata: { ...manifest.metadata, name } };
}

function requireSameSettings(
  manifests: readonly Manifest[],
  there: readonly KubernetesObject[],
): void {
  const problems = manifests.flatMap((manifest, index) => {
    const { name } = manifest.metadata;
    const same = there.find(each => each.metadata.name === name);
    const conflicts = same ? findTopicConflicts(manifest, same) : [];
    return conflicts.length > 0
      ? [
          `topics[${index}]: ${topicNameOf(manifest)} exists with other settings: ${conflicts.join(', ')}`,
        ]
      : [];
  });
  if (problems.length === 0) return;
  throw new RealtimeError(
    'realtime.manifest.invalid',
    `${problems.join('; ')}. Ask for the same settings, or choose another name.`,
  );
}
