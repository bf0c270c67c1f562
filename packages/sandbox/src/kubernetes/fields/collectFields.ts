import { isJsonObject, type Json } from '../model/json';
import type { Schema } from '../schema/Schema';
import { childrenOf, type Child } from './children';
import { emptyTree, growChild, type FieldTree } from './FieldTree';

/** The fields somebody claims by applying `value`: its leaves, and each map key or list item. */
export function collectFields(value: Json, schema?: Schema): FieldTree {
  const tree = emptyTree();
  for (const child of childrenOf(value, schema) ?? []) {
    const node = growChild(tree, child.key);
    node.children = collectFields(child.value, child.schema).children;
    node.isMember = isOwned(child);
  }
  return tree;
}

function isOwned({ value, schema, isDeclared }: Child): boolean {
  const isEmpty = isJsonObject(value) && Object.keys(value).length === 0;
  return isEmpty || !isDeclared || childrenOf(value, schema) === undefined;
}
