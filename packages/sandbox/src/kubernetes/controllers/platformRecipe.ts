import type { Kind } from '../model/Kind';
import type { KubernetesObject } from '../model/KubernetesObject';
import type { ClaimRecipe } from './ClaimController';
import { readPlatform, type PlatformSpec } from './claimSpecs';
import type { InternalClient } from './InternalClient';
import {
  databaseSecretOf,
  kafkaSecretOf,
  lensesSecretOf,
  metabaseSecretOf,
  mqttSecretOf,
  writePlatformSecrets,
  type PlatformAddresses,
  type PlatformShape,
} from './platformSecrets';
import type { Progress } from './Progress';
import { SECRET } from '../kinds/builtInKinds';
import { findMissingKey, listSecretsOf } from './secrets';
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
    remove: async claim => removeSecrets(claim, parts.client),
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
  yield writeSecrets(claim, spec, parts);
}

/** Those that others have to bring come first: a part without its own does not start. */
function writeSecrets(
  claim: KubernetesObject,
  spec: PlatformSpec,
  { addresses, client }: PlatformRecipeParts,
): Progress {
  const missing = findMissing(claim, spec, client);
  if (missing) {
    const message = `2 of 3 parts are ready; ${missing}`;
    return { ...creating(message), waitsForPlatform: true };
  }
  const shape = shapeOf(spec);
  writePlatformSecrets(client, claim, spec.name, addresses, shape);
  return {
    ready: 'Available',
    message: `3 of 3 parts are ready: Kafka, topics, secrets${sayAbsent(spec)}`,
    status: { secrets: secretsOf(spec, shape) },
  };
}

function findMissing(
  { metadata }: KubernetesObject,
  { iot, lensesConfig, mqttConfig }: PlatformSpec,
  client: InternalClient,
): string | undefined {
  const { namespace = '' } = metadata;
  const licence = lensesConfig.licenseKeySecretRef;
  const noLicence = licence && findMissingKey(client, namespace, [licence]);
  if (noLicence) {
    return `Lenses waits for its licence: ${noLicence}`;
  }
  const users = iot ? mqttConfig.users : [];
  const noUser = findMissingKey(
    client,
    namespace,
    users.map(each => each.passwordSecretRef),
  );
  return noUser && `MQTT waits for its users: ${noUser}`;
}

function shapeOf(spec: PlatformSpec): PlatformShape {
  return {
    hasMqtt: spec.iot,
    hasDatabase: spec.database === 'postgres',
    hasMetabase: spec.visualization === 'metabase',
    hasLenses: spec.lensesConfig.licenseKeySecretRef !== undefined,
  };
}

/** What was asked for and is not run here: nobody is to take its address for the thing. */
function sayAbsent({ database, visualization, lensesConfig }: PlatformSpec) {
  const programs = [
    ...(database === 'postgres' ? ['PostgreSQL'] : []),
    visualization === 'metabase' ? 'Metabase' : 'Grafana',
    ...(lensesConfig.licenseKeySecretRef ? ['Lenses'] : []),
  ];
  return `; not run in the sandbox: ${programs.join(', ')}`;
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

function secretsOf({ name }: PlatformSpec, shape: PlatformShape) {
  const { hasDatabase, hasLenses, hasMetabase, hasMqtt } = shape;
  return {
    kafka: kafkaSecretOf(name),
    ...(hasMqtt && { mqtt: mqttSecretOf(name) }),
    ...(hasDatabase && { database: databaseSecretOf(name) }),
    ...(hasMetabase && { visualization: metabaseSecretOf(name) }),
    ...(hasLenses && { lenses: lensesSecretOf(name) }),
  };
}

function removeSecrets(claim: KubernetesObject, client: InternalClient): void {
  const { namespace = '' } = claim.metadata;
  for (const name of listSecretsOf(client, claim)) {
    client.remove({ kind: SECRET, namespace, name });
  }
}
