import { SECRET } from '../kinds/builtInKinds';
import { ApiError } from '../model/ApiError';
import { objectAt, textAt, type JsonObject } from '../model/json';
import { asJson, type KubernetesObject } from '../model/KubernetesObject';
import { isOwnedBy } from '../rollouts/pods/owners';
import type { InternalClient } from './InternalClient';

/** As text, by key; undefined when there is no such Secret. */
export function readSecret(
  client: InternalClient,
  namespace: string,
  name: string,
): Record<string, string> | undefined {
  const secret = client.get({ kind: SECRET, namespace, name });
  if (!secret) {
    return undefined;
  }
  const data = objectAt(asJson(secret), 'data');
  return Object.fromEntries(
    Object.keys(data).map(key => {
      const bytes = Buffer.from(textAt(data, key) ?? '', 'base64');
      return [key, bytes.toString('utf8')];
    }),
  );
}

/** Why a pod that needs these keys does not start; undefined when they are there. */
export function findMissingKey(
  client: InternalClient,
  namespace: string,
  wanted: readonly { name: string; key: string }[],
): string | undefined {
  for (const { key, name } of wanted) {
    const found = readSecret(client, namespace, name);
    if (!found) {
      return `there is no Secret ${name} in the namespace ${namespace}`;
    }
    if (!found[key]) {
      return `the Secret ${name} has no key ${key}`;
    }
  }
  return undefined;
}

/** Writes what has to be there, in the name of its owner. Throws ApiError 409 for a Secret of somebody else. */
export function writeSecret(
  client: InternalClient,
  owner: KubernetesObject,
  name: string,
  stringData: JsonObject,
): void {
  const { apiVersion, kind, metadata } = owner;
  const { namespace = '', uid = '' } = metadata;
  const key = { kind: SECRET, namespace, name };
  const existing = client.get(key);
  if (existing && !isOwnedBy(existing, owner)) {
    throw new ApiError(
      409,
      'Conflict',
      `the Secret ${name} exists and is not managed by ${kind} ${metadata.name}; choose another name`,
    );
  }
  const about = { apiVersion, kind, uid, name: metadata.name };
  const reference = { ...about, controller: true };
  client.apply(key, {
    metadata: { ownerReferences: [reference] },
    stringData,
  });
}

/** A password is not made again, as services have read it; whose Secret it is does not matter. */
export function writeSecretOnce(
  client: InternalClient,
  owner: KubernetesObject,
  name: string,
  stringData: JsonObject,
): void {
  const { namespace = '' } = owner.metadata;
  if (!client.get({ kind: SECRET, namespace, name })) {
    writeSecret(client, owner, name, stringData);
  }
}

/** Names of Secrets that were written in the name of an owner. */
export function listSecretsOf(
  client: InternalClient,
  owner: KubernetesObject,
): string[] {
  return client.store
    .list(SECRET, owner.metadata.namespace)
    .filter(each => isOwnedBy(each, owner))
    .map(({ metadata }) => metadata.name);
}
