import { isJsonObject, type Json, type JsonObject } from '../model/json';
import { fieldSchema, isDeclared, type Schema } from '../schema/Schema';

/** One step down from a value, under the name managed fields give it. */
export interface Child {
  key: string;
  value: Json;
  schema?: Schema;
  /** A declared field exists by its type; a map key or list item only by being set. */
  isDeclared: boolean;
}

/** undefined: the value is owned as a whole (a scalar, an atomic list or map). */
export function childrenOf(value: Json, schema?: Schema): Child[] | undefined {
  if (Array.isArray(value)) {
    return itemsOf(value, schema);
  }
  const isAtomic = schema?.['x-kubernetes-map-type'] === 'atomic';
  if (!isJsonObject(value) || isAtomic) {
    return undefined;
  }
  return Object.entries(value).map(([field, child]) => ({
    key: `f:${field}`,
    value: child,
    schema: fieldSchema(schema, field),
    isDeclared: isDeclared(schema, field),
  }));
}

function itemsOf(items: Json[], schema?: Schema): Child[] | undefined {
  const type = schema?.['x-kubernetes-list-type'] ?? 'atomic';
  if (type === 'atomic') {
    return undefined;
  }
  return items.map(value => ({
    key: type === 'set' ? `v:${JSON.stringify(value)}` : keyOf(value, schema),
    value,
    schema: schema?.items,
    isDeclared: false,
  }));
}

/** Keys in alphabetical order; one that is left out has its default. */
function keyOf(item: Json, schema?: Schema): string {
  const names = [...(schema?.['x-kubernetes-list-map-keys'] ?? [])].sort();
  const keys: JsonObject = {};
  for (const name of names) {
    const value = isJsonObject(item) ? item[name] : undefined;
    const found = value ?? fieldSchema(schema?.items, name)?.default;
    if (found !== undefined) {
      keys[name] = found;
    }
  }
  return `k:${JSON.stringify(keys)}`;
}

/** The value again from its children, in their order. */
export function assemble(original: Json, children: Child[]): Json {
  if (Array.isArray(original)) {
    return children.map(({ value }) => value);
  }
  return Object.fromEntries(
    children.map(({ key, value }) => [key.slice('f:'.length), value]),
  );
}
