import type { Json } from '../model/json';
import { isJsonObject } from '../model/json';
import type { Schema } from '../schema/Schema';
import { assemble, childrenOf } from './children';

/** `applied` laid over `live`: maps and keyed lists are joined, everything else is replaced. */
export function mergeFields(live: Json, applied: Json, schema?: Schema): Json {
  const olds = childrenOf(live, schema);
  const news = childrenOf(applied, schema);
  if (!olds || !news || !isSameShape(live, applied)) {
    return applied;
  }
  const wanted = new Map(news.map(child => [child.key, child]));
  const kept = olds.map(child => {
    const found = wanted.get(child.key);
    wanted.delete(child.key);
    const value = found
      ? mergeFields(child.value, found.value, child.schema)
      : child.value;
    return { ...child, value };
  });
  return assemble(applied, [...kept, ...wanted.values()]);
}

function isSameShape(left: Json, right: Json): boolean {
  return (
    (isJsonObject(left) && isJsonObject(right)) ||
    (Array.isArray(left) && Array.isArray(right))
  );
}
