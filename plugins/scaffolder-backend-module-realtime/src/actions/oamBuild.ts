import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  buildOamApplication,
  COMPONENT_TYPES,
  type ComponentType,
} from '@backstage-realtime/plugin-realtime-common';
import { finishBuild, requireBuilt } from '../operations/finishBuild';
import { oamBuildExamples } from './oamBuild.examples';
import { anyObject, buildInputs, buildOutputs } from './schemas';
import { setOutputs } from './setOutputs';

/** `realtime:oam:build`: an OAM Application of a form as a file of the workspace. Touches nothing else. */
export function createOamBuildAction() {
  return createTemplateAction({
    id: 'realtime:oam:build',
    description:
      'Builds an OAM Application of realtime components, and writes it into the workspace.',
    examples: oamBuildExamples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('Name of the Application'),
        components: z =>
          z
            .array(
              z.object({
                type: z.enum(COMPONENT_TYPES as [string, ...string[]]),
                name: z.string(),
                properties: anyObject(z).optional(),
              }),
            )
            .min(1)
            .max(32),
        profile: z =>
          z
            .enum(['dev', 'production'])
            .optional()
            .describe('Of platforms that name none. Default dev'),
        ...buildInputs,
      },
      output: buildOutputs,
    },
    async handler(ctx) {
      ctx.signal?.throwIfAborted();
      const { name, components, profile, targetPath, ...target } = ctx.input;
      const { namespace, owner, system } = target;
      const built = buildOamApplication({
        name,
        components: components.map(each => ({
          ...each,
          type: each.type as ComponentType,
        })),
        profile,
        target: { namespace, owner, system },
      });
      const fileNames = { Application: 'oam-application' };
      setOutputs(
        ctx,
        await finishBuild(ctx, requireBuilt(built), { targetPath, fileNames }),
      );
    },
  });
}
