import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  realtimeClaimDeletePermission,
  realtimeClaimReadPermission,
} from '@backstage-realtime/plugin-realtime-common';
import { cleanUp, type CleanUpOutcome } from '../operations/cleanUp';
import { requirePermission } from '../operations/requirePermission';
import type { ActionServices, Step } from '../operations/services';
import { cleanupExamples } from './cleanup.examples';
import { appliedResource, userToken, type Zod } from './schemas';
import { setOutputs } from './setOutputs';

const schema = {
  input: {
    confirm: (zod: Zod) =>
      zod.boolean().optional().describe('Default false: only list'),
    kubernetesCluster: (zod: Zod) =>
      zod
        .string()
        .optional()
        .describe(
          'Name of a Kubernetes cluster; nothing is removed from any without it',
        ),
    token: userToken,
    namespace: (zod: Zod) =>
      zod
        .string()
        .optional()
        .describe('Where to look for what this task created. Default default'),
    path: (zod: Zod) =>
      zod
        .string()
        .optional()
        .describe(
          'Manifests of the workspace that were applied: their objects are looked for as well as claims, applications and topics',
        ),
    appliedResources: (zod: Zod) =>
      zod
        .array(appliedResource(zod))
        .optional()
        .describe('Output of an apply step. Default: look for them'),
    published: (zod: Zod) =>
      zod
        .string()
        .optional()
        .describe('Name that was given to realtime:publish:local'),
  },
  output: {
    removed: (zod: Zod) => zod.array(line(zod)),
    kept: (zod: Zod) => zod.array(line(zod)),
  },
};

const line = (zod: Zod) =>
  zod.object({ what: zod.string(), reason: zod.string() });

/** `realtime:cleanup`: lists what a task created, and removes it when told to, which needs a right of its own. */
export function createCleanupAction(services: ActionServices) {
  return createTemplateAction({
    id: 'realtime:cleanup',
    description:
      'Lists what this task created, and removes it when confirmed. What others created, or has been created anew since, is never touched.',
    examples: cleanupExamples,
    supportsDryRun: true,
    schema,
    async handler(ctx) {
      const { permissions } = services;
      const { confirm = false, namespace = 'default', ...input } = ctx.input;
      const needed = confirm
        ? realtimeClaimDeletePermission
        : realtimeClaimReadPermission;
      await requirePermission(ctx, permissions, needed);
      const outcome = await cleanUp(ctx, services, {
        ...input,
        namespace,
        isConfirmed: confirm && !ctx.isDryRun,
      });
      writeOutcome(ctx.logger, outcome);
      setOutputs(ctx, outcome);
    },
  });
}

function writeOutcome(
  logger: Step['logger'],
  { removed, kept }: CleanUpOutcome,
): void {
  for (const { what, reason } of removed)
    logger.info(`Removed ${what}: ${reason}`);
  for (const { what, reason } of kept) logger.info(`Kept ${what}: ${reason}`);
  if (removed.length + kept.length === 0)
    logger.info('Nothing was found that this task created');
}
