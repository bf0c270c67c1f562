import type { Json } from '../model/json';
import type { Schema } from '../schema/Schema';
import { assemble, childrenOf, type Child } from './children';
import { emptyTree, isEmptyTree, type FieldTree } from './FieldTree';

/**
 * `value` without the members of `gone`. What `kept` holds stays, and so does
 * a map or list item in which something is kept.
 */
export function removeFields(
  value: Json,
  gone: FieldTree,
  kept: FieldTree,
  schema?: Schema,
): Json {
  const children = childrenOf(value, schema);
  if (!children || gone.children.size === 0) {
    return value;
  }
  const left = children.flatMap(child => {
    const leaving = gone.children.get(child.key);
    return leaving
      ? removeFrom(child, leaving, kept.children.get(child.key) ?? emptyTree())
      : [child];
  });
  return assemble(value, left);
}

function removeFrom(child: Child, gone: FieldTree, kept: FieldTree): Child[] {
  if (gone.isMember && isEmptyTree(kept)) {
    return [];
  }
  const value = removeFields(child.value, gone, kept, child.schema);
  return [{ ...child, value }];
}
