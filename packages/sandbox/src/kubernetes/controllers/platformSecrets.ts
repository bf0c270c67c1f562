import { randomBytes } from 'node:crypto';
import { SECRET } from '../kinds/builtInKinds';
import type { JsonObject } from '../model/json';
import type { KubernetesObject } from '../model/KubernetesObject';
import type { InternalClient } from './InternalClient';

/** Where the parts of the sandbox are. */
export interface PlatformAddresses {
  /** `host:port`, comma separated. */
  bootstrap: string;
  mqttUrl: string;
  mqttWebSocketUrl: string;
  schemaRegistryUrl: string;
}

const PASSWORD_BYTES = 12;

export const kafkaSecretOf = (platform: string) => `${platform}-kafka-secret`;
export const mqttSecretOf = (platform: string) => `${platform}-mqtt-secret`;

/**
 * What a service needs to reach its platform, under the keys services read as
 * environment variables. The brokers ask for no password; there is one nevertheless, so
 * that what must never be shown is there to be looked for.
 */
export function writePlatformSecrets(
  client: InternalClient,
  owner: KubernetesObject,
  platform: string,
  { bootstrap, mqttUrl, schemaRegistryUrl }: PlatformAddresses,
  hasMqtt: boolean,
): string[] {
  const { hostname, port } = new URL(mqttUrl);
  const kafka = {
    KAFKA_BOOTSTRAP_SERVERS: bootstrap,
    KAFKA_SCHEMA_REGISTRY_URL: schemaRegistryUrl,
  };
  const mqtt = {
    MQTT_HOST: hostname,
    MQTT_PORT: port,
    MQTT_USER: 'realtime-user',
    MQTT_PASSWORD: randomBytes(PASSWORD_BYTES).toString('base64url'),
  };
  const secrets: [string, JsonObject][] = [
    [kafkaSecretOf(platform), kafka],
    ...(hasMqtt
      ? [[mqttSecretOf(platform), mqtt] as [string, JsonObject]]
      : []),
  ];
  for (const [name, stringData] of secrets) {
    writeOnce(client, owner, name, stringData);
  }
  return secrets.map(([name]) => name);
}

/** A password is not made again: services have read it. */
function writeOnce(
  client: InternalClient,
  owner: KubernetesObject,
  name: string,
  stringData: JsonObject,
): void {
  const { namespace = '', uid = '' } = owner.metadata;
  const key = { kind: SECRET, namespace, name };
  if (client.get(key)) {
    return;
  }
  const { apiVersion, kind } = owner;
  const reference = {
    apiVersion,
    kind,
    name: owner.metadata.name,
    uid,
    controller: true,
  };
  client.apply(key, {
    metadata: { ownerReferences: [reference] },
    stringData,
  });
}
