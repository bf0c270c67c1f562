import type { InternalClient } from '../../controllers/InternalClient';
import { SECRET } from '../../kinds/builtInKinds';
import {
  isJsonObject,
  objectAt,
  textAt,
  type Json,
  type JsonObject,
} from '../../model/json';
import { asJson } from '../../model/KubernetesObject';
import type { Argument } from '../model/spec';
import type { RolloutView } from '../RolloutView';

/** What arguments may refer to: fields of an object, and the hashes of both sides. */
export type ArgumentSource = Pick<RolloutView, 'rollout' | 'hash' | 'status'>;

/**
 * Arguments of a run: those a template declares, with the values of the
 * rollout where it gives some. Secrets stay references until a query needs them.
 */
export function resolveArguments(
  view: ArgumentSource,
  given: Argument[],
  declared: Argument[],
): JsonObject[] {
  const names = new Set([...declared, ...given].map(({ name }) => name));
  return [...names].map(name => {
    const own = given.find(each => each.name === name);
    const template = declared.find(each => each.name === name);
    return resolve(view, name, own ?? template);
  });
}

function resolve(
  view: ArgumentSource,
  name: string,
  from?: Argument,
): JsonObject {
  const { podTemplateHashValue, fieldRef, secretKeyRef } =
    from?.valueFrom ?? {};
  if (from?.value !== undefined) {
    return { name, value: from.value };
  }
  if (podTemplateHashValue) {
    const isLatest = podTemplateHashValue === 'Latest';
    const value = isLatest ? view.hash : (view.status.stableRS ?? view.hash);
    return { name, value };
  }
  if (fieldRef) {
    return { name, value: readField(view, fieldRef.fieldPath) };
  }
  return secretKeyRef
    ? { name, valueFrom: { secretKeyRef: { ...secretKeyRef } as JsonObject } }
    : { name };
}

/** `metadata.labels['app']` and `spec.replicas` alike. */
function readField({ rollout }: ArgumentSource, path: string): string {
  const steps = path.match(/[^.[\]']+/g) ?? [];
  const found = steps.reduce<Json | undefined>(
    (value, step) => (isJsonObject(value) ? value[step] : undefined),
    asJson(rollout),
  );
  return typeof found === 'object' ? '' : String(found ?? '');
}

/** Values by name, secrets read; undefined for those that have none. */
export function valuesOf(
  client: InternalClient,
  namespace: string,
  args: Json | undefined,
): Map<string, string | undefined> {
  const list = Array.isArray(args) ? args : [];
  return new Map(
    list.map(each => [
      textAt(each, 'name') ?? '',
      textAt(each, 'value') ?? readSecret(client, namespace, each),
    ]),
  );
}

function readSecret(
  client: InternalClient,
  namespace: string,
  argument: Json,
): string | undefined {
  const reference = objectAt(objectAt(argument, 'valueFrom'), 'secretKeyRef');
  const name = textAt(reference, 'name');
  const secret = name && client.get({ kind: SECRET, namespace, name });
  const key = textAt(reference, 'key') ?? '';
  const data = secret && textAt(objectAt(asJson(secret), 'data'), key);
  return data === undefined || data === ''
    ? undefined
    : Buffer.from(data, 'base64').toString('utf8');
}
