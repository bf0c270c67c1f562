import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../model/json';
import type { KubernetesObject } from '../model/KubernetesObject';
import type { InternalClient } from './InternalClient';
import { writeSecretOnce } from './secrets';

/** Where the parts of the sandbox are. */
export interface PlatformAddresses {
  /** `host:port`, comma separated. */
  bootstrap: string;
  mqttUrl: string;
  mqttWebSocketUrl: string;
  schemaRegistryUrl: string;
  /** Of what does not run here: somebody answers, and says so. */
  absent: { databaseUrl: string; metabaseUrl: string; lensesUrl: string };
}

const PASSWORD_BYTES = 12;

export const kafkaSecretOf = (platform: string) => `${platform}-kafka-secret`;
export const mqttSecretOf = (platform: string) => `${platform}-mqtt-secret`;
export const databaseSecretOf = (platform: string) => `${platform}-db-secret`;
export const metabaseSecretOf = (name: string) => `${name}-metabase-secret`;
export const lensesSecretOf = (platform: string) => `${platform}-lenses-secret`;

/** Which of its parts a platform has. */
export interface PlatformShape {
  hasMqtt: boolean;
  hasDatabase?: boolean;
  hasMetabase?: boolean;
  hasLenses?: boolean;
}

/**
 * What a service needs to reach its platform, under the keys services read as
 * environment variables. The brokers ask for no password; there is one nevertheless, so
 * that what must never be shown is there to be looked for. Returns the names.
 */
export function writePlatformSecrets(
  client: InternalClient,
  owner: KubernetesObject,
  platform: string,
  addresses: PlatformAddresses,
  shape: PlatformShape,
): string[] {
  const { absent, bootstrap, schemaRegistryUrl } = addresses;
  const { hasDatabase, hasLenses, hasMetabase, hasMqtt } = shape;
  const kafka = {
    KAFKA_BOOTSTRAP_SERVERS: bootstrap,
    KAFKA_SCHEMA_REGISTRY_URL: schemaRegistryUrl,
  };
  const lenses = {
    LENSES_URL: absent.lensesUrl,
    LENSES_TOKEN: makePassword(),
    LENSES_ENVIRONMENT: platform,
  };
  const secrets: [name: string, data: JsonObject, isWanted?: boolean][] = [
    [kafkaSecretOf(platform), kafka, true],
    [mqttSecretOf(platform), mqttOf(addresses), hasMqtt],
    [databaseSecretOf(platform), databaseOf(absent), hasDatabase],
    [metabaseSecretOf(platform), metabaseOf(absent.metabaseUrl), hasMetabase],
    [lensesSecretOf(platform), lenses, hasLenses],
  ];
  const wanted = secrets.filter(([, , isWanted]) => isWanted);
  for (const [name, stringData] of wanted) {
    writeSecretOnce(client, owner, name, stringData);
  }
  return wanted.map(([name]) => name);
}

/** Of dashboards that belong to no platform. */
export function writeMetabaseSecret(
  client: InternalClient,
  owner: KubernetesObject,
  name: string,
  metabaseUrl: string,
): void {
  const data = metabaseOf(metabaseUrl);
  writeSecretOnce(client, owner, metabaseSecretOf(name), data);
}

function mqttOf({ mqttUrl }: PlatformAddresses) {
  const { hostname, port } = new URL(mqttUrl);
  return {
    MQTT_HOST: hostname,
    MQTT_PORT: port,
    MQTT_USER: 'realtime-user',
    MQTT_PASSWORD: makePassword(),
  };
}

function databaseOf({ databaseUrl }: PlatformAddresses['absent']) {
  const { hostname, port } = new URL(databaseUrl);
  return {
    DB_HOST: hostname,
    DB_PORT: port,
    DB_NAME: 'realtime',
    DB_USER: 'realtime',
    DB_PASSWORD: makePassword(),
  };
}

function metabaseOf(metabaseUrl: string) {
  return {
    METABASE_URL: metabaseUrl,
    METABASE_USER: 'admin@example.org',
    METABASE_PASSWORD: makePassword(),
  };
}

function makePassword(): string {
  return randomBytes(PASSWORD_BYTES).toString('base64url');
}
