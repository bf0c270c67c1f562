import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  realtimeClaimCreatePermission,
  RealtimeError,
} from '@backstage-realtime/plugin-realtime-common';
import { requirePermission } from '../operations/requirePermission';
import type { ActionServices } from '../operations/services';
import { publishLocalExamples } from './publishLocal.examples';
import { setOutputs } from './setOutputs';

/** `realtime:publish:local`: puts a project where the catalog can read it without a Git host. */
export function createPublishLocalAction({
  permissions,
  publisher,
}: Pick<ActionServices, 'permissions' | 'publisher'>) {
  return createTemplateAction({
    id: 'realtime:publish:local',
    description:
      'Publishes a folder of the workspace on the machine of the portal, for catalog:register without a Git host.',
    examples: publishLocalExamples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('Name of the project'),
        sourcePath: z =>
          z
            .string()
            .optional()
            .describe('Folder of the workspace. Default all of it'),
        replace: z =>
          z
            .boolean()
            .optional()
            .describe('Replace what another task published. Default false'),
      },
      output: {
        remoteUrl: z =>
          z.string().describe('Address of the folder, with a / at its end'),
        catalogInfoUrl: z => z.string().describe('For catalog:register'),
        files: z => z.number(),
        bytes: z => z.number(),
      },
    },
    async handler(ctx) {
      const { name, sourcePath = '.', replace = false } = ctx.input;
      await requirePermission(ctx, permissions, realtimeClaimCreatePermission);
      if (!publisher) throw notConfigured();
      const { id: taskId } = ctx.task;
      const { signal } = ctx;
      const source = resolveSafeChildPath(ctx.workspacePath, sourcePath);
      await publisher.requireFree(name, taskId, replace);
      const published = ctx.isDryRun
        ? await publisher.measure(source)
        : await publisher.publish(source, { name, taskId, replace, signal });
      const remoteUrl = await publisher.urlOf(name);
      const catalogInfoUrl = `${remoteUrl}catalog-info.yaml`;
      ctx.logger.info(`${published.files} files are at ${remoteUrl}`);
      setOutputs(ctx, { remoteUrl, catalogInfoUrl, ...published });
    },
  });
}

function notConfigured(): RealtimeError {
  return new RealtimeError(
    'realtime.publish.refused',
    'This portal publishes nothing locally; set realtime.publishLocal.root in app-config, or choose a Git host.',
  );
}
