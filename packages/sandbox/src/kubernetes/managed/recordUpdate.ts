import { compareFields } from '../fields/compareFields';
import { emptyTree, isEmptyTree, subtract, unite } from '../fields/FieldTree';
import type { JsonObject } from '../model/json';
import type { Kind } from '../model/Kind';
import {
  asJson,
  type KubernetesObject,
  type ManagedFields,
} from '../model/KubernetesObject';
import {
  claimFields,
  isBy,
  ownablePart,
  readManagers,
  writeManagers,
  type Author,
} from './managers';

/** Who owns what after a create, replace or patch: the author takes every field that changed. */
export function recordUpdate(
  kind: Kind,
  before: KubernetesObject | undefined,
  after: KubernetesObject,
  author: Author,
): ManagedFields[] {
  const part = (object: JsonObject) =>
    ownablePart(object, kind, author.subresource);
  const old = before ? part(asJson(before)) : { metadata: {} };
  const { set, removed } = compareFields(old, part(asJson(after)), kind.schema);
  const managers = readManagers(before?.metadata.managedFields);
  if (isEmptyTree(set) && isEmptyTree(removed)) {
    return writeManagers(managers);
  }
  const own = managers.find(each => isBy(each, author));
  const fields = subtract(unite(own?.fields ?? emptyTree(), set), removed);
  const others = managers
    .filter(each => each !== own)
    .map(({ entry, fields: theirs }) => ({
      entry,
      fields: subtract(subtract(theirs, set), removed),
    }));
  return writeManagers([...others, claimFields(kind, author, fields, own)]);
}
