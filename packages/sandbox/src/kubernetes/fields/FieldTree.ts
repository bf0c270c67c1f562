import { isJsonObject, type JsonObject } from '../model/json';

/**
 * A set of fields as a tree of path elements, in the notation of managed
 * fields: `f:name` a field, `k:{"type":"Ready"}` an item of a keyed list,
 * `v:"a"` an item of a set. A node may be in the set itself (`isMember`), or
 * only lead to others.
 */
export interface FieldTree {
  isMember: boolean;
  children: Map<string, FieldTree>;
}

/** From the root to a field. */
export type FieldPath = string[];

export function emptyTree(isMember = false): FieldTree {
  return { isMember, children: new Map() };
}

export function isEmptyTree({ isMember, children }: FieldTree): boolean {
  return !isMember && children.size === 0;
}

/** The node at `key`, made when it is missing. */
export function growChild(tree: FieldTree, key: string): FieldTree {
  const child = tree.children.get(key) ?? emptyTree();
  tree.children.set(key, child);
  return child;
}

export function unite(left: FieldTree, right: FieldTree): FieldTree {
  const keys = new Set([...left.children.keys(), ...right.children.keys()]);
  return combine(keys, left, right, unite, left.isMember || right.isMember);
}

export function intersect(left: FieldTree, right: FieldTree): FieldTree {
  const isMember = left.isMember && right.isMember;
  return combine(left.children.keys(), left, right, intersect, isMember);
}

/** What is in `left` and not in `right`, path by path. */
export function subtract(left: FieldTree, right: FieldTree): FieldTree {
  const isMember = left.isMember && !right.isMember;
  return combine(left.children.keys(), left, right, subtract, isMember);
}

function combine(
  keys: Iterable<string>,
  left: FieldTree,
  right: FieldTree,
  join: (left: FieldTree, right: FieldTree) => FieldTree,
  isMember: boolean,
): FieldTree {
  const result = emptyTree(isMember);
  for (const key of keys) {
    const child = join(
      left.children.get(key) ?? emptyTree(),
      right.children.get(key) ?? emptyTree(),
    );
    if (!isEmptyTree(child)) {
      result.children.set(key, child);
    }
  }
  return result;
}

/** Paths of all members, in the order of the tree. */
export function listPaths(
  tree: FieldTree,
  prefix: FieldPath = [],
): FieldPath[] {
  return [
    ...(tree.isMember ? [prefix] : []),
    ...[...tree.children].flatMap(([key, child]) =>
      listPaths(child, [...prefix, key]),
    ),
  ];
}

/** `.spec.streaming.topics`, `.status.conditions[type="Ready"].reason`. */
export function formatPath(path: FieldPath): string {
  return path.map(formatElement).join('');
}

function formatElement(element: string): string {
  const rest = element.slice(2);
  if (element.startsWith('f:')) {
    return `.${rest}`;
  }
  if (element.startsWith('v:')) {
    return `[=${rest}]`;
  }
  const keys: unknown = JSON.parse(rest);
  const pairs = Object.entries(isJsonObject(keys) ? keys : {});
  return `[${pairs.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`;
}

/** Keys sorted, as the server writes them; `.` marks a node that is a member and leads on. */
export function toFieldsV1(tree: FieldTree): JsonObject {
  const result: JsonObject =
    tree.isMember && tree.children.size > 0 ? { '.': {} } : {};
  for (const key of [...tree.children.keys()].sort()) {
    result[key] = toFieldsV1(tree.children.get(key)!);
  }
  return result;
}

export function fromFieldsV1(fields: JsonObject): FieldTree {
  return { ...readNode(fields), isMember: false };
}

function readNode(fields: JsonObject): FieldTree {
  const keys = Object.keys(fields);
  const node = emptyTree(keys.length === 0 || '.' in fields);
  for (const key of keys.filter(each => each !== '.')) {
    const child = fields[key];
    node.children.set(key, readNode(isJsonObject(child) ? child : {}));
  }
  return node;
}
