import { isDeepStrictEqual } from 'node:util';
import {
  emptyTree,
  fromFieldsV1,
  isEmptyTree,
  toFieldsV1,
  type FieldTree,
  unite,
} from '../fields/FieldTree';
import { isJsonObject, objectAt, type JsonObject } from '../model/json';
import { apiVersionOf, type Kind } from '../model/Kind';
import type { ManagedFields } from '../model/KubernetesObject';

/** In whose name a write is done. */
export interface Author {
  manager: string;
  operation: ManagedFields['operation'];
  /** Only `status`; undefined for the object itself. */
  subresource?: string;
  nowMs: number;
}

/** An entry of `metadata.managedFields`, its fields as a set. */
export interface Manager {
  entry: Omit<ManagedFields, 'fieldsV1'>;
  fields: FieldTree;
}

export function readManagers(entries: ManagedFields[] = []): Manager[] {
  return entries.map(({ fieldsV1, ...entry }) => ({
    entry,
    fields: fromFieldsV1(fieldsV1),
  }));
}

/** Managers that are left with nothing disappear. */
export function writeManagers(managers: Manager[]): ManagedFields[] {
  return managers
    .filter(({ fields }) => !isEmptyTree(fields))
    .sort((left, right) => (orderOf(left) < orderOf(right) ? -1 : 1))
    .map(({ entry, fields }) => ({ ...entry, fieldsV1: toFieldsV1(fields) }));
}

/** Who applies before who updates, older before newer. */
function orderOf({ entry }: Manager): string {
  const { manager, operation, subresource = '', time } = entry;
  return [operation, time, manager, subresource].join(' ');
}

export function isBy(manager: Manager, author: Author): boolean {
  const { entry } = manager;
  return (
    entry.manager === author.manager &&
    entry.operation === author.operation &&
    entry.subresource === author.subresource
  );
}

/** The author's entry with these fields; its time moves only when they changed. */
export function claimFields(
  kind: Kind,
  author: Author,
  fields: FieldTree,
  existing?: Manager,
): Manager {
  const isSame =
    existing &&
    isDeepStrictEqual(toFieldsV1(existing.fields), toFieldsV1(fields));
  if (isSame) {
    return existing;
  }
  const { manager, nowMs, operation, subresource } = author;
  const entry = {
    manager,
    operation,
    apiVersion: apiVersionOf(kind),
    time: toApiTime(nowMs),
    fieldsType: 'FieldsV1' as const,
    ...(subresource && { subresource }),
  };
  return { entry, fields };
}

/** In seconds, as all times of the API. */
export function toApiTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length)}Z`;
}

export function uniteAll(managers: Manager[]): FieldTree {
  return managers.reduce((all, { fields }) => unite(all, fields), emptyTree());
}

/** Kept by the server, so nobody owns them. */
const SYSTEM_FIELDS = [
  'name',
  'namespace',
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
];

/** The part of an object that a write through this sub-resource may own. */
export function ownablePart(
  object: JsonObject,
  kind: Kind,
  subresource?: string,
): JsonObject {
  if (subresource === 'status') {
    const { status } = object;
    return status === undefined ? {} : { status };
  }
  const { apiVersion, kind: name, metadata, status, ...rest } = object;
  const part: JsonObject = { ...rest, metadata: ownableMetadata(metadata) };
  return kind.hasStatus || status === undefined ? part : { ...part, status };
}

function ownableMetadata(metadata: unknown): JsonObject {
  const fields = objectAt({ metadata }, 'metadata');
  return Object.fromEntries(
    Object.entries(isJsonObject(fields) ? fields : {}).filter(
      ([field]) => !SYSTEM_FIELDS.includes(field),
    ),
  );
}
