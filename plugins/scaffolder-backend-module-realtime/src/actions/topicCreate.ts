import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  buildKafkaTopics,
  KAFKA_TOPIC_API_VERSION,
  realtimeClaimCreatePermission,
  RealtimeError,
  STRIMZI_CLUSTER_LABEL,
  type Manifest,
} from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import { applyAll } from '../work/applyAll';
import { requireBuilt } from '../work/finishBuild';
import { listObjects } from '../work/listObjects';
import { readAppliable } from '../work/readAppliable';
import { requirePermission } from '../work/requirePermission';
import type { ActionServices } from '../work/services';
import { findTopicConflicts, topicNameOf } from '../work/topicConflicts';
import { appliedResources, kubernetesCluster } from './schemas';
import { setOutputs } from './setOutputs';
import { topicCreateExamples } from './topicCreate.examples';

/** `realtime:topic:create`: topics of a Strimzi cluster; one that exists with other settings is refused. */
export function createTopicCreateAction(services: ActionServices) {
  return createTemplateAction({
    id: 'realtime:topic:create',
    description:
      'Creates Kafka topics as KafkaTopic objects of Strimzi. A topic that exists with other settings is refused.',
    examples: topicCreateExamples,
    supportsDryRun: true,
    schema: {
      input: {
        kubernetesCluster,
        kafkaCluster: z => z.string().describe('Name of the Strimzi Kafka'),
        namespace: z =>
          z.string().optional().describe('Of that Kafka. Default default'),
        topics: z =>
          z
            .array(
              z.object({
                name: z.string(),
                partitions: z.number().optional().describe('Default 3'),
                replicas: z.number().optional().describe('Default 1'),
                retention: z.string().optional().describe('Such as 24h'),
                cleanupPolicy: z
                  .enum(['delete', 'compact', 'compact,delete'])
                  .optional(),
                config: z
                  .record(z.union([z.string(), z.number(), z.boolean()]))
                  .optional(),
              }),
            )
            .min(1)
            .max(64),
      },
      output: {
        topics: z =>
          z.array(
            z.object({
              name: z.string(),
              resourceName: z.string(),
              operation: z.string(),
            }),
          ),
        appliedResources,
      },
    },
    async handler(ctx) {
      const { kafkaCluster, topics, namespace = 'default' } = ctx.input;
      const { clusters, permissions } = services;
      await requirePermission(ctx, permissions, realtimeClaimCreatePermission);
      const client = clusters.get(ctx.input.kubernetesCluster);
      const form = { kafkaCluster, namespace, topics };
      requireBuilt(buildKafkaTopics(form));
      const target = {
        apiVersion: KAFKA_TOPIC_API_VERSION,
        kind: 'KafkaTopic',
      };
      const all = await listObjects(
        client,
        { ...target, namespace },
        ctx.signal,
      );
      const there = all.filter(isOf(kafkaCluster));
      const asked = new Set(topics.map(({ name }) => name));
      const existing = there.map(topicNameOf).filter(name => !asked.has(name));
      const { manifests } = requireBuilt(
        buildKafkaTopics({ ...form, existing }),
      );
      const placed = manifests.map(each => atExisting(each, there));
      requireSameSettings(placed, there);
      const input = { ...ctx.input, manifests: placed };
      const applied = await applyAll(
        ctx,
        client,
        await readAppliable(ctx, services, input),
      );
      setOutputs(ctx, {
        topics: applied.map(({ name, operation }, index) => ({
          name: topics[index].name,
          resourceName: name,
          operation,
        })),
        appliedResources: applied,
      });
    },
  });
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
