import type { Kind } from '../model/Kind';
import type { KubernetesObject } from '../model/KubernetesObject';
import type { ClaimRecipe } from './ClaimController';
import { readPlatform, type PlatformSpec } from './claimSpecs';
import { keyOf, type InternalClient } from './InternalClient';
import {
  kafkaSecretOf,
  mqttSecretOf,
  writePlatformSecrets,
  type PlatformAddresses,
} from './platformSecrets';
import type { Progress } from './Progress';
import { SECRET } from '../kinds/builtInKinds';
import type { KafkaTopics } from './topics';

export interface PlatformRecipeParts {
  client: InternalClient;
  topics: KafkaTopics;
  addresses: PlatformAddresses;
  /** Names of platforms that wait for their brokers for ever. */
  neverReady: readonly string[];
}

/** RealtimePlatformClaim: every platform is the sandbox itself, under the name that was asked for. */
export function platformRecipe(
  kind: Kind,
  parts: PlatformRecipeParts,
): ClaimRecipe {
  return {
    kind,
    create: claim => createPlatform(claim, parts),
    remove: async claim => removeSecrets(kind, claim, parts.client),
  };
}

async function* createPlatform(
  claim: KubernetesObject,
  parts: PlatformRecipeParts,
): AsyncGenerator<Progress> {
  const spec = readPlatform(claim);
  if (!spec) {
    yield unreadable();
    return;
  }
  yield creating('0 of 3 parts are ready; starting Kafka');
  if (parts.neverReady.includes(spec.name)) {
    yield creating('0 of 3 parts are ready; Kafka has 0 of 3 brokers');
    return;
  }
  yield creating('1 of 3 parts is ready; Kafka answers, creating topics', {
    endpoints: endpointsOf(spec, parts.addresses),
  });
  const topics = topicsOf(spec);
  const made = await parts.topics.create(topics, spec);
  yield creating(
    `2 of 3 parts are ready; ${countTopics(topics, made)}, writing secrets`,
    { topics },
  );
  writePlatformSecrets(
    parts.client,
    claim,
    spec.name,
    parts.addresses,
    spec.iot,
  );
  yield {
    ready: 'Available',
    message: '3 of 3 parts are ready: Kafka, topics, secrets',
    status: { secrets: secretsOf(spec) },
  };
}

export function creating(
  message: string,
  status?: Progress['status'],
): Progress {
  return { ready: 'Creating', message, status };
}

export function unreadable(): Progress {
  return {
    ready: 'Creating',
    message: 'nothing was created',
    refusal:
      'the claim cannot be read; compare its spec with the definition of its kind',
  };
}

/** `3 topics are there, 2 of them new`. */
export function countTopics(all: string[], made: string[]): string {
  if (all.length === 0) {
    return 'no topics were asked for';
  }
  const verb = all.length === 1 ? 'topic is' : 'topics are';
  return `${all.length} ${verb} there, ${made.length} of them new`;
}

function topicsOf({ topics, kafkaConfig }: PlatformSpec): string[] {
  const own = topics.map(({ name }) => name);
  return [...new Set([...own, ...kafkaConfig.topics])];
}

function endpointsOf({ iot }: PlatformSpec, addresses: PlatformAddresses) {
  const { bootstrap, mqttUrl, mqttWebSocketUrl, schemaRegistryUrl } = addresses;
  const mqtt = { mqtt: mqttUrl, mqttWebSocket: mqttWebSocketUrl };
  const kafka = { kafka: bootstrap, schemaRegistry: schemaRegistryUrl };
  return { ...kafka, ...(iot && mqtt) };
}

function secretsOf({ iot, name }: PlatformSpec) {
  return {
    kafka: kafkaSecretOf(name),
    ...(iot && { mqtt: mqttSecretOf(name) }),
  };
}

function removeSecrets(
  kind: Kind,
  claim: KubernetesObject,
  client: InternalClient,
): void {
  const { namespace } = keyOf(kind, claim);
  const name = readPlatform(claim)?.name ?? claim.metadata.name;
  for (const secret of [kafkaSecretOf(name), mqttSecretOf(name)]) {
    client.remove({ kind: SECRET, namespace, name: secret });
  }
}
