import { randomBytes, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { badRequest, invalid, modified } from '../model/ApiError';
import { isJsonObject, objectAt, textAt, type JsonObject } from '../model/json';
import { qualifiedKindOf, type Kind } from '../model/Kind';
import {
  asJson,
  asObject,
  type KubernetesObject,
  type ObjectMeta,
} from '../model/KubernetesObject';
import { toApiTime } from '../managed/managers';
import { applyDefaults } from '../schema/applyDefaults';
import type { WriteRequest } from './WriteRequest';

const SUFFIX_BYTES = 3;

/** What the server writes into a new object; its status comes later, by itself. */
export function prepareNew(
  { kind, namespace, name }: WriteRequest,
  draft: JsonObject,
  nowMs: number,
): KubernetesObject {
  const given = objectAt(draft, 'metadata');
  const { resourceVersion, managedFields, ...rest } = given;
  if (resourceVersion !== undefined && resourceVersion !== '') {
    throw badRequest(
      'resourceVersion should not be set on objects to be created',
    );
  }
  const metadata: JsonObject = {
    ...rest,
    name: name || nameOf(given, kind),
    ...(namespace && { namespace }),
    uid: randomUUID(),
    creationTimestamp: toApiTime(nowMs),
    ...(hasGeneration(kind) && { generation: 1 }),
    ...(managedFields !== undefined && { managedFields }),
  };
  return complete(kind, { ...withoutStatus(kind, draft), metadata });
}

function nameOf(metadata: JsonObject, kind: Kind): string {
  const name = textAt(metadata, 'name');
  const prefix = textAt(metadata, 'generateName');
  if (name) {
    return name;
  }
  if (prefix) {
    return `${prefix}${randomBytes(SUFFIX_BYTES).toString('hex').slice(1)}`;
  }
  throw invalid(kind, '', [
    {
      reason: 'FieldValueRequired',
      message: 'Required value: name or generateName is required',
      field: 'metadata.name',
    },
  ]);
}

function withoutStatus(kind: Kind, draft: JsonObject): JsonObject {
  const { status, ...rest } = draft;
  return kind.hasStatus || status === undefined ? rest : draft;
}

/**
 * The next state of an object: what a client cannot change is taken from the
 * live one. Through `/status` only the status is taken from the draft.
 */
export function prepareNext(
  request: WriteRequest,
  live: KubernetesObject,
  draft: JsonObject,
): KubernetesObject {
  const { kind, subresource } = request;
  checkPreconditions(request, live, draft);
  if (subresource === 'status') {
    const { status } = draft;
    const kept: JsonObject = status === undefined ? {} : { status };
    return complete(kind, { ...withoutStatus(kind, asJson(live)), ...kept });
  }
  const metadata = {
    ...objectAt(draft, 'metadata'),
    ...fixedFields(live.metadata),
  };
  const { status } = asJson(live);
  const rest = withoutStatus(kind, draft);
  const keepsStatus = kind.hasStatus && status !== undefined;
  const next = complete(kind, {
    ...rest,
    metadata,
    ...(keepsStatus && { status }),
  });
  return isSameWish(kind, live, next) || !hasGeneration(kind)
    ? next
    : withGeneration(next, (live.metadata.generation ?? 0) + 1);
}

function fixedFields(live: ObjectMeta): JsonObject {
  const { managedFields } = live;
  const fixed: JsonObject = { name: live.name };
  const kept = [
    'namespace',
    'uid',
    'resourceVersion',
    'generation',
    'creationTimestamp',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
  ] as const;
  for (const field of kept) {
    const value = (live as unknown as JsonObject)[field];
    if (value !== undefined) {
      fixed[field] = value;
    }
  }
  return managedFields ? { ...fixed, managedFields } : fixed;
}

/** Of a custom resource everything counts but metadata, and the status where it is apart. */
function isSameWish(
  { hasStatus }: Kind,
  left: KubernetesObject,
  right: KubernetesObject,
): boolean {
  const wish = ({ metadata, status, ...rest }: KubernetesObject) =>
    hasStatus || status === undefined ? rest : { ...rest, status };
  return isDeepStrictEqual(wish(left), wish(right));
}

function withGeneration(
  object: KubernetesObject,
  generation: number,
): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, generation } };
}

function hasGeneration({ isCustom, group }: Kind): boolean {
  return isCustom || group === 'apps';
}

/** Throws ApiError 409 when the draft was made from another version or object. */
function checkPreconditions(
  { kind }: WriteRequest,
  live: KubernetesObject,
  draft: JsonObject,
): void {
  const metadata = objectAt(draft, 'metadata');
  const { name, resourceVersion, uid } = live.metadata;
  const wantedUid = textAt(metadata, 'uid');
  if (wantedUid && wantedUid !== uid) {
    throw modified(
      kind,
      name,
      `Precondition failed: UID in precondition: ${wantedUid}, UID in object meta: ${uid}`,
    );
  }
  const wanted = textAt(metadata, 'resourceVersion');
  if (wanted && wanted !== resourceVersion) {
    throw modified(kind, name);
  }
}

/** Custom resources may not be replaced blindly. Throws ApiError 422. */
export function requireVersion(kind: Kind, draft: JsonObject): void {
  const metadata = objectAt(draft, 'metadata');
  if (!kind.isCustom || textAt(metadata, 'resourceVersion')) {
    return;
  }
  throw invalid(kind, textAt(metadata, 'name') ?? '', [
    {
      reason: 'FieldValueInvalid',
      message: 'Invalid value: 0: must be specified for an update',
      field: 'metadata.resourceVersion',
    },
  ]);
}

function complete(kind: Kind, draft: JsonObject): KubernetesObject {
  const value = applyDefaults(encodeSecret(kind, draft), kind.schema);
  if (!isJsonObject(value)) {
    throw badRequest(`this is no ${qualifiedKindOf(kind)}`);
  }
  return asObject(value);
}

/** `stringData` is a convenience for writing: it is never read back. */
function encodeSecret(kind: Kind, draft: JsonObject): JsonObject {
  if (kind.group !== '' || kind.kind !== 'Secret') {
    return draft;
  }
  const { stringData, ...rest } = draft;
  const encoded = Object.entries(objectAt({ stringData }, 'stringData')).map(
    ([key, text]) => [key, Buffer.from(String(text)).toString('base64')],
  );
  const data = { ...objectAt(draft, 'data'), ...Object.fromEntries(encoded) };
  const hasData = Object.keys(data).length > 0;
  return { type: 'Opaque', ...rest, ...(hasData && { data }) };
}
