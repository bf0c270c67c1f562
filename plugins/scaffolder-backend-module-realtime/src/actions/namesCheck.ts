import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  formatTaskLogEntry,
  realtimeClaimCreatePermission,
} from '@backstage-realtime/plugin-realtime-common';
import { checkNames } from '../operations/names/checkNames';
import { readNames } from '../operations/names/readNames';
import { requirePermission } from '../operations/requirePermission';
import type { ActionServices } from '../operations/services';
import { namesCheckExamples } from './namesCheck.examples';
import { anyObject, kubernetesCluster, userToken, type Zod } from './schemas';
import { setOutputs } from './setOutputs';

const optional = (describe: string) => (zod: Zod) =>
  zod.string().max(300).optional().describe(describe);

const schema = {
  input: {
    name: (zod: Zod) => zod.string().max(300).describe('Of the service'),
    objects: (zod: Zod) =>
      zod
        .array(zod.string())
        .max(20)
        .optional()
        .describe('Names of further objects that the task will apply'),
    entities: (zod: Zod) =>
      zod
        .array(zod.string())
        .max(20)
        .optional()
        .describe('Names of further entities that will be registered'),
    answers: (zod: Zod) =>
      anyObject(zod)
        .optional()
        .describe(
          'All answers: refused where one holds a secret, an expression or characters that cannot be seen',
        ),
    namedCluster: optional(
      'A name under realtime.kubernetes.clusters that is written down and not asked',
    ),
    topics: (zod: Zod) =>
      zod
        .union([
          zod.record(zod.string()),
          zod.array(zod.object({ name: zod.string() }).passthrough()),
        ])
        .optional()
        .describe(
          'Topics that will be made: by the field each comes from, or as the list of a platform',
        ),
    components: (zod: Zod) =>
      zod
        .array(anyObject(zod))
        .max(32)
        .optional()
        .describe(
          'Components of an application; topics they name may exist, platforms have to',
        ),
    platform: (zod: Zod) =>
      zod
        .union([zod.string().max(300), zod.record(zod.string())])
        .optional()
        .describe('A platform that has to be there, or several by their field'),
    kafkaCluster: optional('A name under realtime.kafka.clusters'),
    mqttBroker: optional('A name under realtime.mqtt.brokers'),
    websocketEndpoint: optional('A name under realtime.websocket.endpoints'),
    kubernetesCluster: (zod: Zod) =>
      kubernetesCluster(zod)
        .optional()
        .describe('Empty when nothing will be applied'),
    namespace: optional('Default default'),
    token: userToken,
  },
  output: {
    notKnown: (zod: Zod) =>
      zod.array(zod.string()).describe('What nobody could say'),
  },
};

/** `realtime:names:check`: refuses names that are wrong or taken before anything exists. */
export function createNamesCheckAction(services: ActionServices) {
  return createTemplateAction({
    id: 'realtime:names:check',
    description:
      'Checks that the names of a form are right, known and free in the catalog, on the Kubernetes cluster and in Kafka. Creates nothing; the first step of a template.',
    examples: namesCheckExamples,
    supportsDryRun: true,
    schema,
    async handler(ctx) {
      const { permissions } = services;
      await requirePermission(ctx, permissions, realtimeClaimCreatePermission);
      const names = readNames(ctx.input);
      // Asked once: after a restart the task itself has the names.
      const notKnown = await ctx.checkpoint({
        key: 'names',
        fn: () => checkNames(ctx, services, names),
      });
      const log = (kind: 'ok' | 'warning', change: string, detail: string) =>
        ctx.logger.info(
          formatTaskLogEntry({ kind, subject: names.name, change, detail }),
        );
      for (const what of notKnown) log('warning', 'not known', what);
      log('ok', 'checked', 'names are right, and taken nowhere that was asked');
      return setOutputs(ctx, { notKnown });
    },
  });
}
