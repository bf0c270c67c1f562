import type { z } from 'zod';
import { PRODUCTION } from './profiles';
import type { ApplicationClaimForm } from './schemas/applicationClaimSpec';
import type { ComponentType, componentProperties } from './schemas/components';
import type { RealtimePlatformForm } from './schemas/realtimePlatformSpec';

type FormOf<Type extends ComponentType> = z.input<
  (typeof componentProperties)[Type]
>;

/** What the forms of a platform say when nobody chose a number of brokers. */
const USUAL_MAX_BROKERS = 3;

/** What a service asks for and will not get, as sentences; empty when all of it has an effect. */
export function findIdleApplicationParts(form: ApplicationClaimForm): string[] {
  const { streaming, websocket, roles = ['gateway'] } = form;
  return sentences([
    [
      streaming?.enabled === false && (streaming.topics?.length ?? 0) > 0,
      'streaming.topics has no effect while streaming.enabled is false',
    ],
    [
      websocket && !roles.includes('gateway'),
      'websocket has no effect without the role gateway',
    ],
    [
      roles.includes('bridge') && !streaming?.mqttTopic,
      'the role bridge reads the MQTT topic ping/messages while streaming.mqttTopic says no other',
    ],
    [
      form.image === undefined,
      'without image, the service does not run before its first image is built',
    ],
    [
      form.cache === 'redis',
      'cache has no effect: no cache is started for a service',
    ],
    [
      form.exposeApi,
      'exposeApi has no effect: the route to the service is made by the site',
    ],
  ]);
}

/** What a platform asks for and will not get, as sentences; empty when all of it has an effect. */
export function findIdlePlatformParts(form: RealtimePlatformForm): string[] {
  return sentences([
    ...findIdleMqttParts(form),
    [
      form.snowflakeConfig !== undefined,
      'snowflakeConfig has no effect: nothing is copied into Snowflake by the platform',
    ],
    [
      form.lensesConfig !== undefined,
      'lensesConfig has no effect: Lenses is not started by the platform, and the site brings one',
    ],
    [
      form.scaling?.targetCPU !== undefined,
      'scaling.targetCPU has no effect: no part of the platform is scaled by processor use',
    ],
    [
      hasChosenMaxBrokers(form),
      'scaling.maxReplicas has no effect: minReplicas brokers run, and more of them are added by hand',
    ],
    [
      form.database === 'mysql',
      'database mysql needs a server that exists; no MySQL is started by the platform',
    ],
  ]);
}

function findIdleMqttParts({ iot, mqttConfig }: RealtimePlatformForm): Case[] {
  if (iot === false)
    return [
      [mqttConfig !== undefined, 'mqttConfig has no effect while iot is false'],
    ];
  return [
    [
      (mqttConfig?.qosLevel ?? 1) !== 1,
      'mqttConfig.qosLevel has no effect: each client says how sure it wants to be',
    ],
    [
      mqttConfig?.enableWebSockets === false,
      'mqttConfig.enableWebSockets has no effect: the broker speaks MQTT over WebSockets, too',
    ],
  ];
}

/** Forms and profiles always say a number; only another one was meant. */
function hasChosenMaxBrokers({
  profile,
  scaling = {},
}: RealtimePlatformForm): boolean {
  const usual =
    profile === 'production'
      ? PRODUCTION.scaling.maxReplicas
      : USUAL_MAX_BROKERS;
  const { minReplicas = 1, maxReplicas = usual } = scaling;
  return maxReplicas !== usual && maxReplicas > minReplicas;
}

function findIdleProcessorParts(form: FormOf<'stream-processor'>): string[] {
  const { errorHandling = {}, processing } = form;
  const { policy = 'RETRY', deadLetterTopic } = errorHandling;
  return sentences([
    [
      policy !== 'DEAD_LETTER' && deadLetterTopic !== undefined,
      'errorHandling.deadLetterTopic has no effect while the policy is not DEAD_LETTER',
    ],
    [
      (processing?.checkpointInterval ?? '30s') !== '30s',
      'processing.checkpointInterval has no effect: Lenses commits as it is set up',
    ],
    [
      (processing?.stateBackend ?? 'memory') !== 'memory',
      'processing.stateBackend has no effect: Lenses keeps its state as it is set up',
    ],
  ]);
}

function findIdleDashboardParts(form: FormOf<'analytics-dashboard'>): string[] {
  const { dashboards = [], alerts, authentication } = form;
  return sentences([
    [
      dashboards.length > 0,
      'dashboards have no effect: people make them, or objects of the site',
    ],
    [
      alerts?.enabled,
      'alerts have no effect: contact points are objects of the site',
    ],
    [
      (authentication?.provider ?? 'internal') !== 'internal',
      'authentication.provider has no effect: people sign in as the program itself does it',
    ],
  ]);
}

const FINDERS: {
  [Type in ComponentType]: (form: FormOf<Type>) => string[];
} = {
  'realtime-platform': findIdlePlatformParts,
  'iot-broker': () => [],
  'stream-processor': findIdleProcessorParts,
  'analytics-dashboard': findIdleDashboardParts,
  'realtime-webservice': findIdleApplicationParts,
};

/** The same of a component of any type, each sentence with its name in front. */
export function findIdleComponentParts<Type extends ComponentType>(
  type: Type,
  form: FormOf<Type>,
): string[] {
  return FINDERS[type](form).map(sentence => `${form.name}: ${sentence}`);
}

type Case = [applies: boolean | undefined, text: string];

function sentences(cases: Case[]): string[] {
  return cases.filter(([applies]) => applies).map(([, text]) => text);
}
