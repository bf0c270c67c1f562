import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  describeManifest,
  realtimeClaimReadPermission,
} from '@backstage-realtime/plugin-realtime-common';
import { awaitClaim } from '../work/awaitClaim';
import { requirePermission } from '../work/requirePermission';
import type { ActionServices } from '../work/services';
import { claimAwaitExamples } from './claimAwait.examples';
import { claimRef, kubernetesCluster } from './schemas';
import { setOutputs } from './setOutputs';

const DEFAULT_TIMEOUT_SECONDS = 300;
const MAX_TIMEOUT_SECONDS = 3_600;

/** `realtime:claim:await`: waits until a claim is ready, and says what it is waiting for. */
export function createClaimAwaitAction({
  clusters,
  permissions,
}: ActionServices) {
  return createTemplateAction({
    id: 'realtime:claim:await',
    description:
      'Waits until a claim is ready, logs each change of its conditions, and fails when the time is up.',
    examples: claimAwaitExamples,
    supportsDryRun: true,
    schema: {
      input: {
        kubernetesCluster,
        claimRef: z => claimRef(z).describe('Output of a build step'),
        conditions: z =>
          z
            .array(z.string())
            .min(1)
            .optional()
            .describe('Types that have to be True. Default Ready'),
        timeoutSeconds: z =>
          z
            .number()
            .positive()
            .max(MAX_TIMEOUT_SECONDS)
            .optional()
            .describe(`Default ${DEFAULT_TIMEOUT_SECONDS}`),
      },
      output: {
        isReady: z => z.boolean().describe('False in a dry run only'),
        conditions: z =>
          z.array(
            z.object({
              type: z.string(),
              status: z.string(),
              reason: z.string(),
              message: z.string(),
            }),
          ),
        endpoints: z => z.record(z.string()),
        elapsedSeconds: z => z.number(),
      },
    },
    async handler(ctx) {
      const { claimRef: ref, conditions = ['Ready'] } = ctx.input;
      const { timeoutSeconds = DEFAULT_TIMEOUT_SECONDS } = ctx.input;
      await requirePermission(ctx, permissions, realtimeClaimReadPermission);
      const client = clusters.get(ctx.input.kubernetesCluster);
      const what = `${describeManifest(ref)} to be ${conditions.join(' and ')}`;
      if (ctx.isDryRun) {
        ctx.logger.info(`Would wait ${timeoutSeconds} s for ${what}`);
        const nothing = { conditions: [], endpoints: {}, elapsedSeconds: 0 };
        return setOutputs(ctx, { isReady: false, ...nothing });
      }
      ctx.logger.info(`Waiting for ${what}`);
      const startedMs = Date.now();
      const timeoutMs = timeoutSeconds * 1_000;
      const state = await awaitClaim(ctx, client, {
        ref,
        conditions,
        timeoutMs,
      });
      const elapsedSeconds = Math.round((Date.now() - startedMs) / 1_000);
      return setOutputs(ctx, { isReady: true, ...state, elapsedSeconds });
    },
  });
}
