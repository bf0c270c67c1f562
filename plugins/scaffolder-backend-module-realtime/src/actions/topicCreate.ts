import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { realtimeClaimCreatePermission } from '@backstage-realtime/plugin-realtime-common';
import { createTopics } from '../operations/createTopics';
import { requirePermission } from '../operations/requirePermission';
import type { ActionServices } from '../operations/services';
import {
  appliedResources,
  kubernetesCluster,
  userToken,
  type Zod,
} from './schemas';
import { setOutputs } from './setOutputs';
import { topicCreateExamples } from './topicCreate.examples';

const schema = {
  input: {
    kubernetesCluster,
    token: userToken,
    kafkaCluster: (zod: Zod) =>
      zod.string().describe('Name of the Strimzi Kafka'),
    namespace: (zod: Zod) =>
      zod.string().optional().describe('Of that Kafka. Default default'),
    topics: (zod: Zod) =>
      zod
        .array(
          zod.object({
            name: zod.string(),
            partitions: zod.number().optional().describe('Default 3'),
            replicas: zod.number().optional().describe('Default 1'),
            retention: zod.string().optional().describe('Such as 24h'),
            cleanupPolicy: zod
              .enum(['delete', 'compact', 'compact,delete'])
              .optional(),
            config: zod
              .record(zod.union([zod.string(), zod.number(), zod.boolean()]))
              .optional(),
          }),
        )
        .min(1)
        .max(64),
  },
  output: {
    topics: (zod: Zod) =>
      zod.array(
        zod.object({
          name: zod.string(),
          resourceName: zod.string(),
          operation: zod.string(),
        }),
      ),
    appliedResources,
  },
};

/** `realtime:topic:create`: topics of a Strimzi cluster; one that exists with other settings is refused. */
export function createTopicCreateAction(services: ActionServices) {
  return createTemplateAction({
    id: 'realtime:topic:create',
    description:
      'Creates Kafka topics as KafkaTopic objects of Strimzi. A topic that exists with other settings is refused.',
    examples: topicCreateExamples,
    supportsDryRun: true,
    schema,
    async handler(ctx) {
      const { permissions } = services;
      await requirePermission(ctx, permissions, realtimeClaimCreatePermission);
      const { namespace = 'default', ...input } = ctx.input;
      const applied = await createTopics(ctx, services, {
        ...input,
        namespace,
      });
      setOutputs(ctx, {
        topics: applied.map(({ name, operation }, index) => ({
          name: input.topics[index].name,
          resourceName: name,
          operation,
        })),
        appliedResources: applied,
      });
    },
  });
}
