import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  buildClaims,
  type ApplicationClaimForm,
  type RealtimePlatformForm,
} from '@backstage-realtime/plugin-realtime-common';
import { finishBuild, requireBuilt } from '../operations/finishBuild';
import type { ActionServices } from '../operations/services';
import { claimBuildExamples } from './claimBuild.examples';
import { anyObject, buildInputs, buildOutputs } from './schemas';
import { setOutputs } from './setOutputs';

/** `realtime:claim:build`: claims of a form as files of the workspace. Touches nothing else. */
export function createClaimBuildAction({
  claimApi,
}: Pick<ActionServices, 'claimApi'>) {
  return createTemplateAction({
    id: 'realtime:claim:build',
    description:
      'Builds the claim of a service, of a streaming platform, or of both, and writes them into the workspace.',
    examples: claimBuildExamples,
    supportsDryRun: true,
    schema: {
      input: {
        application: z =>
          anyObject(z)
            .optional()
            .describe('Fields of spec of an ApplicationClaim'),
        platform: z =>
          anyObject(z)
            .optional()
            .describe('Fields of spec of a RealtimePlatformClaim'),
        ...buildInputs,
      },
      output: buildOutputs,
    },
    async handler(ctx) {
      ctx.signal?.throwIfAborted();
      const { application, platform, targetPath, ...target } = ctx.input;
      const { namespace, owner, system } = target;
      const built = buildClaims(
        {
          application: application as ApplicationClaimForm | undefined,
          platform: platform as RealtimePlatformForm | undefined,
          target: { namespace, owner, system },
        },
        claimApi,
      );
      setOutputs(
        ctx,
        await finishBuild(ctx, requireBuilt(built), { targetPath }),
      );
    },
  });
}
