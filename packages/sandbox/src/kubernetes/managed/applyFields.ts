import { collectFields } from '../fields/collectFields';
import { compareFields } from '../fields/compareFields';
import {
  emptyTree,
  formatPath,
  intersect,
  listPaths,
  subtract,
  unite,
  type FieldTree,
} from '../fields/FieldTree';
import { mergeFields } from '../fields/mergeFields';
import { removeFields } from '../fields/removeFields';
import { ApiError } from '../model/ApiError';
import { isJsonObject, objectAt, type JsonObject } from '../model/json';
import type { Kind } from '../model/Kind';
import {
  asJson,
  asObject,
  type KubernetesObject,
} from '../model/KubernetesObject';
import {
  claimFields,
  isBy,
  ownablePart,
  readManagers,
  uniteAll,
  writeManagers,
  type Author,
  type Manager,
} from './managers';

export interface Apply {
  kind: Kind;
  /** undefined: it will be created. */
  live?: KubernetesObject;
  /** All the author wants to own, and nothing else. */
  wanted: JsonObject;
  author: Author;
  /** Take fields from others instead of refusing. */
  isForced: boolean;
}

/**
 * Server-side apply: `wanted` is laid over the live object, fields the author
 * applied before and wants no more are removed unless somebody else holds
 * them. Throws ApiError 409 with a cause for each field another manager set
 * to something else.
 */
export function applyFields(apply: Apply): KubernetesObject {
  const { kind, live, wanted, author } = apply;
  const managers = readManagers(live?.metadata.managedFields);
  const own = managers.find(each => isBy(each, author));
  const others = managers.filter(each => each !== own);
  const part = (object: JsonObject) =>
    ownablePart(object, kind, author.subresource);
  const fields = collectFields(withoutEmptyMetadata(part(wanted)), kind.schema);
  const before = part(live ? asJson(live) : {});
  const held = unite(fields, uniteAll(others));
  const gone = subtract(subtract(own?.fields ?? emptyTree(), fields), held);
  const merged = mergeFields(before, part(wanted), kind.schema);
  const after = removeFields(merged, gone, held, kind.schema);
  const { set } = compareFields(before, after, kind.schema);
  const remaining = resolveConflicts(others, set, apply.isForced);
  const claimed = claimFields(kind, author, fields, own);
  return combine(apply, after, writeManagers([...remaining, claimed]));
}

function combine(
  { live, wanted }: Apply,
  after: unknown,
  managedFields: KubernetesObject['metadata']['managedFields'],
): KubernetesObject {
  const base = asJson(live ?? asObject(wanted));
  const owned = isJsonObject(after) ? after : {};
  const system = isJsonObject(base.metadata) ? base.metadata : {};
  const metadata = isJsonObject(owned.metadata)
    ? { ...pickSystem(system), ...owned.metadata }
    : system;
  const rest = Object.fromEntries(
    Object.entries(base).filter(([field]) => isUntouched(field, owned)),
  );
  const object = asObject({ ...rest, ...owned, metadata });
  return { ...object, metadata: { ...object.metadata, managedFields } };
}

/** What `ownablePart` left out, or what is gone since: only the former stays. */
function isUntouched(field: string, owned: JsonObject): boolean {
  const isStatusWrite = !('metadata' in owned);
  return isStatusWrite
    ? field !== 'status'
    : ['apiVersion', 'kind', 'status'].includes(field);
}

function pickSystem(metadata: JsonObject): JsonObject {
  const { labels, annotations, finalizers, ownerReferences, ...system } =
    metadata;
  return system;
}

function resolveConflicts(
  others: Manager[],
  set: FieldTree,
  isForced: boolean,
): Manager[] {
  const conflicts = others
    .map(({ entry, fields }) => ({
      name: describe(entry),
      paths: listPaths(intersect(fields, set)).map(path => formatPath(path)),
    }))
    .filter(({ paths }) => paths.length > 0);
  if (conflicts.length > 0 && !isForced) {
    throw conflict(conflicts);
  }
  return others.map(({ entry, fields }) => ({
    entry,
    fields: subtract(fields, set),
  }));
}

/** Managers that update are named with the version they wrote, as they have no intent that lasts. */
function describe(entry: Manager['entry']): string {
  const via = entry.subresource
    ? ` with subresource "${entry.subresource}"`
    : '';
  const name = `"${entry.manager}"${via}`;
  return entry.operation === 'Update'
    ? `${name} using ${entry.apiVersion}`
    : name;
}

function conflict(conflicts: { name: string; paths: string[] }[]): ApiError {
  const causes = conflicts.flatMap(({ name, paths }) =>
    paths.map(field => ({
      reason: 'FieldManagerConflict',
      message: `conflict with ${name}`,
      field,
    })),
  );
  const [first] = causes;
  const listed = conflicts.map(
    ({ name, paths }) =>
      `conflicts with ${name}:\n${paths.map(path => `- ${path}`).join('\n')}`,
  );
  const message =
    causes.length === 1
      ? `Apply failed with 1 conflict: ${first.message}: ${first.field}`
      : `Apply failed with ${causes.length} conflicts: ${listed.join('\n')}`;
  return new ApiError(409, 'Conflict', message, { causes });
}

/** Metadata is always there: naming an object claims nothing of it. */
function withoutEmptyMetadata(part: JsonObject): JsonObject {
  const { metadata, ...rest } = part;
  const isEmpty = Object.keys(objectAt(part, 'metadata')).length === 0;
  return isEmpty ? rest : part;
}
