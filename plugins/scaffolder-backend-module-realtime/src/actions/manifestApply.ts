import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { realtimeClaimCreatePermission } from '@backstage-realtime/plugin-realtime-common';
import { applyAll } from '../operations/applyAll';
import { readAppliable } from '../operations/readAppliable';
import { requirePermission } from '../operations/requirePermission';
import type { ActionServices } from '../operations/services';
import { manifestApplyExamples } from './manifestApply.examples';
import {
  appliedResources,
  kubernetesCluster,
  manifestsInput,
  pathInput,
  userToken,
} from './schemas';
import { setOutputs } from './setOutputs';

/** `realtime:manifest:apply`: server-side apply of all manifests, or of none that would be refused. */
export function createManifestApplyAction(services: ActionServices) {
  return createTemplateAction({
    id: 'realtime:manifest:apply',
    description:
      'Applies manifests to a Kubernetes cluster, after a dry run of all of them. Fields of other managers are never taken over.',
    examples: manifestApplyExamples,
    supportsDryRun: true,
    schema: {
      input: {
        kubernetesCluster,
        token: userToken,
        path: pathInput,
        manifests: manifestsInput,
        namespace: z =>
          z
            .string()
            .optional()
            .describe('For manifests that name none. Default default'),
        dryRun: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Only ask the cluster whether it would take them: a step before those that create something. Default false',
            ),
      },
      output: {
        appliedResources,
        kubernetesCluster: z => z.string(),
      },
    },
    async handler(ctx) {
      const { clusters, permissions } = services;
      await requirePermission(ctx, permissions, realtimeClaimCreatePermission);
      const { token, dryRun: isTrial, ...input } = ctx.input;
      const client = clusters.getFor(input.kubernetesCluster, token);
      const manifests = await readAppliable(ctx, services, input);
      setOutputs(ctx, {
        appliedResources: await applyAll(ctx, client, manifests, { isTrial }),
        kubernetesCluster: client.cluster,
      });
    },
  });
}
