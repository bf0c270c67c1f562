import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../model/json';
import type { Schema } from '../schema/Schema';
import { childrenOf, type Child } from './children';
import { emptyTree, type FieldTree, growChild } from './FieldTree';

/** Which fields a change touched. A new map or list is in `added` with all it holds. */
export interface FieldChanges {
  /** Added or with another value. */
  set: FieldTree;
  removed: FieldTree;
}

export function compareFields(
  before: Json,
  after: Json,
  schema?: Schema,
): FieldChanges {
  const changes = { set: emptyTree(), removed: emptyTree() };
  walk(before, after, schema, changes);
  return changes;
}

function walk(
  before: Json | undefined,
  after: Json | undefined,
  schema: Schema | undefined,
  into: FieldChanges,
): void {
  const olds = index(before, schema);
  const news = index(after, schema);
  if (!isComparable(before, olds) || !isComparable(after, news)) {
    into.set.isMember ||= !isDeepStrictEqual(before, after);
    return;
  }
  for (const key of new Set([...olds.keys(), ...news.keys()])) {
    visit(key, olds.get(key), news.get(key), into);
  }
}

function visit(
  key: string,
  before: Child | undefined,
  after: Child | undefined,
  into: FieldChanges,
): void {
  const below = { set: emptyTree(), removed: emptyTree() };
  walk(before?.value, after?.value, (after ?? before)?.schema, below);
  if (!before) {
    below.set.isMember = true;
  }
  if (!after) {
    below.removed.isMember = true;
    below.set.isMember = false;
  }
  graft(into.set, key, below.set);
  graft(into.removed, key, below.removed);
}

function graft(tree: FieldTree, key: string, child: FieldTree): void {
  if (child.isMember || child.children.size > 0) {
    Object.assign(growChild(tree, key), child);
  }
}

function index(value: Json | undefined, schema?: Schema): Map<string, Child> {
  const children = value === undefined ? [] : childrenOf(value, schema);
  return new Map((children ?? []).map(child => [child.key, child]));
}

/** Something absent has no children, and may be compared with a map or a list. */
function isComparable(
  value: Json | undefined,
  children: Map<string, Child>,
): boolean {
  return children.size > 0 || value === undefined || isEmptyContainer(value);
}

function isEmptyContainer(value: Json): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 0
  );
}
