import { randomBytes } from 'node:crypto';
import type { InternalClient } from '../../InternalClient';
import { mqttSecretOf } from '../../platformSecrets';
import { findMissingKey, readSecret, writeSecret } from '../../secrets';
import type { Part, Properties } from '../component';

/** A component of type `iot-broker`. */
export type BrokerPart = Part<Properties<'iot-broker'>>;

/** The user that every broker has, so that a service always has one. */
export const USER = 'realtime';

const PASSWORD_BYTES = 24;

/** The one that was written before, so that services keep it; else a new one. */
export function passwordOf(
  client: InternalClient,
  { name, namespace }: BrokerPart,
): string {
  const written = readSecret(client, namespace, mqttSecretOf(name));
  return (
    written?.MQTT_PASSWORD ?? randomBytes(PASSWORD_BYTES).toString('base64url')
  );
}

/** Why the users of a broker are not known; undefined when they are. */
export function findMissingUser(
  client: InternalClient,
  { namespace, properties }: BrokerPart,
): string | undefined {
  const { users = [] } = properties.authentication ?? {};
  const references = users.map(each => each.passwordSecretRef);
  return findMissingKey(client, namespace, references);
}

/** Passwords by user; undefined when everybody may connect. */
export function usersOf(
  client: InternalClient,
  { namespace, properties }: BrokerPart,
  password: string,
): ReadonlyMap<string, string> | undefined {
  const { enabled = true, users = [] } = properties.authentication ?? {};
  if (!enabled) {
    return undefined;
  }
  const others = users.map(({ passwordSecretRef, username }) => {
    const { key, name } = passwordSecretRef;
    return [
      username,
      readSecret(client, namespace, name)?.[key] ?? '',
    ] as const;
  });
  return new Map([...others, [USER, password]]);
}

/** Under the keys services read as environment variables. */
export function writeBrokerSecret(
  client: InternalClient,
  { application, name }: BrokerPart,
  url: string,
  password: string,
): void {
  const { hostname, port } = new URL(url);
  writeSecret(client, application, mqttSecretOf(name), {
    MQTT_HOST: hostname,
    MQTT_PORT: port,
    MQTT_USER: USER,
    MQTT_PASSWORD: password,
  });
}
