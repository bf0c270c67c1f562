import { z } from 'zod';
import type { Kind } from '../model/Kind';
import type { JsonObject } from '../model/json';
import { asJson, type KubernetesObject } from '../model/KubernetesObject';
import type { ClaimRecipe } from './ClaimController';
import type { InternalClient } from './InternalClient';
import { buildOamStatus, toServices, type ComponentState } from './oamStatus';
import { readReadiness, type Progress } from './Progress';

const componentSchema = z.object({
  name: z.string(),
  type: z.string(),
  properties: z.record(z.string(), z.json()).default({}),
});

type Component = z.infer<typeof componentSchema>;

const applicationSchema = z.object({
  components: z.array(componentSchema).min(1),
});

export interface OamRecipeParts {
  client: InternalClient;
  platformKind: Kind;
  serviceKind: Kind;
}

/** Fields of a component that mean the same in the claim that is made of it. */
const PLATFORM_FIELDS = ['profile', 'iot', 'kafkaConfig', 'topics', 'scaling'];
const SERVICE_FIELDS = [
  'language',
  'framework',
  'realtime',
  'websocket',
  'streaming',
];

/** What the sandbox has nothing for; an application with one runs all the same. */
const NOT_HERE: Record<string, string> = {
  'iot-broker': 'the MQTT broker of the sandbox stands in for it',
  'stream-processor': 'the sandbox runs no queries; it is only stored',
  'analytics-dashboard': 'the sandbox has no dashboards; it is only stored',
};

/**
 * OAM Application: a platform or a service among its components becomes a
 * claim of the same name, and the application runs when those are ready.
 */
export function oamRecipe(kind: Kind, parts: OamRecipeParts): ClaimRecipe {
  return {
    kind,
    finalizer: 'app.oam.dev/resource-tracker-finalizer',
    describe: buildOamStatus,
    create: application => run(application, parts),
    remove: async application => {
      for (const { name, kind: claimKind } of readClaims(application, parts)) {
        const { namespace = '' } = application.metadata;
        parts.client.remove({ kind: claimKind, namespace, name });
      }
    },
  };
}

async function* run(
  application: KubernetesObject,
  parts: OamRecipeParts,
): AsyncGenerator<Progress> {
  const { data } = applicationSchema.safeParse(asJson(application).spec);
  const unknown = data?.components.find(each => !isKnown(each.type));
  if (!data || unknown) {
    const refusal = unknown
      ? `component "${unknown.name}": the ComponentDefinition "${unknown.type}" is not found`
      : 'the application cannot be read; it needs components with name and type';
    yield { ready: 'Creating', message: 'nothing was rendered', refusal };
    return;
  }
  const { components } = data;
  yield {
    ready: 'Creating',
    message: `rendering ${components.length} components`,
  };
  const { namespace = '' } = application.metadata;
  for (const { kind, name, spec } of readClaims(application, parts)) {
    parts.client.apply({ kind, namespace, name }, { spec });
  }
  const states = components.map(each => stateOf(each, namespace, parts));
  const waiting = states.filter(({ isHealthy }) => !isHealthy);
  const status = { services: toServices(namespace, states) };
  yield waiting.length === 0
    ? {
        ready: 'Available',
        message: `${states.length} of ${states.length} components are healthy`,
        status,
      }
    : {
        ready: 'Creating',
        message: `waiting for ${waiting.map(({ name }) => name).join(', ')}`,
        status,
        waitsForPlatform: true,
      };
}

function isKnown(type: string): boolean {
  return (
    type in NOT_HERE ||
    type === 'realtime-platform' ||
    type === 'realtime-webservice'
  );
}

interface WantedClaim {
  kind: Kind;
  name: string;
  spec: JsonObject;
}

function readClaims(
  application: KubernetesObject,
  parts: OamRecipeParts,
): WantedClaim[] {
  const { data } = applicationSchema.safeParse(asJson(application).spec);
  return (data?.components ?? []).flatMap(component => {
    const kind = claimKindOf(component, parts);
    const isPlatform = kind === parts.platformKind;
    const fields = isPlatform ? PLATFORM_FIELDS : SERVICE_FIELDS;
    const { name } = component;
    return kind
      ? [{ kind, name, spec: { ...pick(component, fields), name } }]
      : [];
  });
}

function claimKindOf(
  { type }: Component,
  { platformKind, serviceKind }: OamRecipeParts,
): Kind | undefined {
  if (type === 'realtime-platform') {
    return platformKind;
  }
  return type === 'realtime-webservice' ? serviceKind : undefined;
}

function pick({ properties }: Component, fields: string[]): JsonObject {
  const given = Object.entries(properties);
  return Object.fromEntries(given.filter(([field]) => fields.includes(field)));
}

function stateOf(
  component: Component,
  namespace: string,
  parts: OamRecipeParts,
): ComponentState {
  const { name, type } = component;
  const kind = claimKindOf(component, parts);
  const claim = kind && parts.client.get({ kind, namespace, name });
  if (!claim) {
    const message = NOT_HERE[type] ?? 'it was not created';
    return { name, type, isHealthy: type in NOT_HERE, message };
  }
  const { isReady, message } = readReadiness(claim);
  return { name, type, isHealthy: isReady, message };
}
