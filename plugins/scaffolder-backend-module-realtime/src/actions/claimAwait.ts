import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  describeManifest,
  realtimeClaimReadPermission,
} from '@backstage-realtime/plugin-realtime-common';
import { awaitClaim } from '../operations/awaitClaim';
import { requirePermission } from '../operations/requirePermission';
import type { ActionServices } from '../operations/services';
import { claimAwaitExamples } from './claimAwait.examples';
import { claimRef, kubernetesCluster, userToken, type Zod } from './schemas';
import { setOutputs } from './setOutputs';

const DEFAULT_TIMEOUT_SECONDS = 300;
const MAX_TIMEOUT_SECONDS = 3_600;

const schema = {
  input: {
    kubernetesCluster,
    token: userToken,
    claimRef: (zod: Zod) => claimRef(zod).describe('Output of a build step'),
    conditions: (zod: Zod) =>
      zod
        .array(zod.string())
        .min(1)
        .optional()
        .describe('Types that have to be True. Default Ready'),
    timeoutSeconds: (zod: Zod) =>
      zod
        .number()
        .positive()
        .max(MAX_TIMEOUT_SECONDS)
        .optional()
        .describe(`Default ${DEFAULT_TIMEOUT_SECONDS}`),
  },
  output: {
    isReady: (zod: Zod) => zod.boolean().describe('False in a dry run only'),
    conditions: (zod: Zod) =>
      zod.array(
        zod.object({
          type: zod.string(),
          status: zod.string(),
          reason: zod.string(),
          message: zod.string(),
        }),
      ),
    endpoints: (zod: Zod) => zod.record(zod.string()),
    elapsedSeconds: (zod: Zod) => zod.number(),
  },
};

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
    schema,
    async handler(ctx) {
      const { claimRef: ref, conditions = ['Ready'] } = ctx.input;
      const { timeoutSeconds = DEFAULT_TIMEOUT_SECONDS } = ctx.input;
      await requirePermission(ctx, permissions, realtimeClaimReadPermission);
      const { kubernetesCluster: cluster, token } = ctx.input;
      const client = clusters.getFor(cluster, token);
      if (ctx.isDryRun) {
        const what = `${describeManifest(ref)} to be ${conditions.join(' and ')}`;
        ctx.logger.info(`Would wait ${timeoutSeconds} s for ${what}`);
        const nothing = { conditions: [], endpoints: {}, elapsedSeconds: 0 };
        return setOutputs(ctx, { isReady: false, ...nothing });
      }
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
