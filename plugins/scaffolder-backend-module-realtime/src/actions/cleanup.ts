import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { realtimeClaimDeletePermission } from '@backstage-realtime/plugin-realtime-common';
import { cleanUp } from '../operations/cleanUp';
import { requirePermission } from '../operations/requirePermission';
import type { ActionServices } from '../operations/services';
import { cleanupExamples } from './cleanup.examples';
import { appliedResource, userToken } from './schemas';
import { setOutputs } from './setOutputs';

/** `realtime:cleanup`: lists what a task created, and removes it when told to. */
export function createCleanupAction(services: ActionServices) {
  return createTemplateAction({
    id: 'realtime:cleanup',
    description:
      'Lists what this task created, and removes it when confirmed. What others created, or has been created anew since, is never touched.',
    examples: cleanupExamples,
    supportsDryRun: true,
    schema: {
      input: {
        confirm: z =>
          z.boolean().optional().describe('Default false: only list'),
        kubernetesCluster: z =>
          z
            .string()
            .optional()
            .describe(
              'Name of a Kubernetes cluster; nothing is removed from any without it',
            ),
        token: userToken,
        namespace: z =>
          z
            .string()
            .optional()
            .describe(
              'Where to look for what this task created. Default default',
            ),
        appliedResources: z =>
          z
            .array(appliedResource(z))
            .optional()
            .describe('Output of an apply step. Default: look for them'),
        published: z =>
          z
            .string()
            .optional()
            .describe('Name that was given to realtime:publish:local'),
      },
      output: {
        removed: z =>
          z.array(z.object({ what: z.string(), reason: z.string() })),
        kept: z => z.array(z.object({ what: z.string(), reason: z.string() })),
      },
    },
    async handler(ctx) {
      const { permissions } = services;
      await requirePermission(ctx, permissions, realtimeClaimDeletePermission);
      const { confirm = false, namespace = 'default', ...input } = ctx.input;
      const outcome = await cleanUp(ctx, services, {
        ...input,
        namespace,
        isConfirmed: confirm && !ctx.isDryRun,
      });
      for (const each of outcome.removed)
        ctx.logger.info(`Removed ${each.what}: ${each.reason}`);
      for (const each of outcome.kept)
        ctx.logger.info(`Kept ${each.what}: ${each.reason}`);
      setOutputs(ctx, outcome);
    },
  });
}
