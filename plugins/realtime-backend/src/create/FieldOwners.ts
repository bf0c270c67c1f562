import { MANAGED_BY } from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import { asArray, asObject } from './looselyTyped';

type Path = readonly (string | number)[];

/** Fields of some managers, and whatever contains them. */
interface Owned {
  /** Each with all that is below it. */
  whole: Set<string>;
  /** Those that lead to one of them. */
  stems: Set<string>;
}

/**
 * Who wrote which field, read from `metadata.managedFields`. A field name there
 * is `f:spec`; an item of a list is `k:{"name":"a"}`, `v:"a"` or `i:0`, which
 * is looked up in the object.
 */
export class FieldOwners {
  private constructor(
    private readonly ours: Owned,
    private readonly others: Owned,
  ) {}

  /** Of an object without managed fields, nobody wrote anything. */
  static read(object: KubernetesObject): FieldOwners {
    const ours = emptyOwned();
    const others = emptyOwned();
    for (const entry of asArray(object.metadata.managedFields)) {
      const { manager, subresource, fieldsV1 } = asObject(entry);
      if (subresource) continue;
      const owned = manager === MANAGED_BY ? ours : others;
      collect(object, asObject(fieldsV1), [], owned);
    }
    return new FieldOwners(ours, others);
  }

  /** True when others wrote the field or all that is below it, and we none of it. */
  isOthers(path: Path): boolean {
    return touches(this.others, path) && !touches(this.ours, path);
  }
}

function emptyOwned(): Owned {
  return { whole: new Set(), stems: new Set() };
}

function touches({ whole, stems }: Owned, path: Path): boolean {
  if (stems.has(keyOf(path))) return true;
  return path.some((_, index) => whole.has(keyOf(path.slice(0, index + 1))));
}

/** Depth is that of an object the API server took. */
function collect(value: unknown, fields: object, path: Path, to: Owned): void {
  for (const [name, below] of Object.entries(fields)) {
    const key = name === '.' ? undefined : findKey(value, name);
    if (key === undefined) continue;
    const child = [...path, key];
    path.forEach((_, index) => to.stems.add(keyOf(path.slice(0, index + 1))));
    if (Object.keys(asObject(below)).length === 0) to.whole.add(keyOf(child));
    else collect(childOf(value, key), asObject(below), child, to);
  }
}

/** `f:spec` → `spec`; `k:{"name":"a"}` → the index of that item; undefined when the object has it no more. */
function findKey(value: unknown, name: string): string | number | undefined {
  const rest = name.slice(2);
  if (name.startsWith('f:')) return rest;
  const items = asArray(value);
  if (name.startsWith('i:')) return Number(rest);
  const wanted: unknown = JSON.parse(rest);
  const index = items.findIndex(item =>
    name.startsWith('v:') ? item === wanted : hasAll(item, asObject(wanted)),
  );
  return index < 0 ? undefined : index;
}

function hasAll(item: unknown, wanted: Record<string, unknown>): boolean {
  const object = asObject(item);
  return Object.entries(wanted).every(([key, value]) => object[key] === value);
}

function childOf(value: unknown, key: string | number): unknown {
  return typeof key === 'number' ? asArray(value)[key] : asObject(value)[key];
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}
