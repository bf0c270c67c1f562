import type { ViewedRecord } from '@backstage-realtime/plugin-realtime-common';
import type { RowWindow } from '../../store/StreamSnapshot';
import type { JsonTree } from '../../decoding/parseJsonTree';
import { entriesOf, toLine } from '../../decoding/toLine';
import { isMasked } from './preview';

/** One field that is not equal in two values; texts are on one line. */
export type FieldChange =
  | { kind: 'changed'; path: string; before: string; after: string }
  | { kind: 'added'; path: string; after: string }
  | { kind: 'removed'; path: string; before: string };

/** Two values compared field by field. */
export interface ValueDiff {
  changes: FieldChange[];
  /** Leaves that are equal. */
  equal: number;
  /** Leaves the mask policy hides in one of the two; whether they differ is not known. */
  masked: number;
}

/** Fields of a value at most; the rest is not compared. */
const MAX_LEAVES = 2_000;

/** Compares leaf by leaf, in the order of the newer value, removed ones last. */
export function diffValues(before: JsonTree, after: JsonTree): ValueDiff {
  const old = leavesOf(before);
  const diff: ValueDiff = { changes: [], equal: 0, masked: 0 };
  for (const [path, node] of leavesOf(after)) {
    compare(diff, path, old.get(path), node);
    old.delete(path);
  }
  for (const [path, node] of old) {
    diff.changes.push({ kind: 'removed', path, before: toLine(node) });
  }
  return diff;
}

function compare(
  diff: ValueDiff,
  path: string,
  old: JsonTree | undefined,
  node: JsonTree,
): void {
  const after = toLine(node);
  if (!old) diff.changes.push({ kind: 'added', path, after });
  else if (isMasked(old) || isMasked(node)) diff.masked += 1;
  else if (old.kind === node.kind && textOf(old) === textOf(node)) {
    diff.equal += 1;
  } else {
    diff.changes.push({ kind: 'changed', path, before: toLine(old), after });
  }
}

/** Whole, because long texts may differ only at their end. */
function textOf(node: JsonTree): string {
  return toLine(node, Infinity);
}

/** Scalars and empty containers by path, in order; of a doubled name the last. */
function leavesOf(root: JsonTree): Map<string, JsonTree> {
  const leaves = new Map<string, JsonTree>();
  const walk = (node: JsonTree, path: string) => {
    if (leaves.size >= MAX_LEAVES) return;
    const entries = entriesOf(node);
    if (entries.length === 0) leaves.set(path, node);
    for (const { name, value } of entries) {
      walk(value, path ? `${path}.${name}` : name);
    }
  };
  walk(root, '');
  return leaves;
}

/**
 * The next older record of the window with the same key, byte for byte;
 * undefined for a null or withheld key, and when the window holds none.
 * @public
 */
export function previousOfKey(
  rows: RowWindow,
  id: string,
): ViewedRecord | undefined {
  const at = rows.indexOf(id);
  const row = rows.at(at);
  if (row?.kind !== 'record' || !hasKey(row.record)) return undefined;
  for (let i = at + 1; i < rows.length; i += 1) {
    const older = rows.at(i);
    if (older?.kind === 'record' && isSameKey(older.record, row.record)) {
      return older.record;
    }
  }
  return undefined;
}

/** False for a null key and for one kept back: neither says which records belong together. */
export function hasKey({ key, keyEncoding }: ViewedRecord): boolean {
  return key !== null && keyEncoding !== 'withheld';
}

function isSameKey(a: ViewedRecord, b: ViewedRecord): boolean {
  if (!a.key || !b.key || a.keyEncoding === 'withheld') return false;
  const { key } = b;
  return (
    a.key.length === key.length && a.key.every((byte, i) => byte === key[i])
  );
}
