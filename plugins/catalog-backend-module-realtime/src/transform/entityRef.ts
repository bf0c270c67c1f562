import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { isEntityName } from './entityName';

/** The whole ref of what a person wrote; undefined for what no entity can have, which the catalog's own parser lets pass. */
export function toEntityRef(
  written: string | undefined,
  defaultKind: string,
): string | undefined {
  if (!written) return undefined;
  try {
    const ref = parseEntityRef(written, { defaultKind });
    const parts = [ref.kind, ref.namespace, ref.name];
    return parts.every(isEntityName) ? stringifyEntityRef(ref) : undefined;
  } catch {
    // Not a fault of ours: the caller says what it does without a ref.
    return undefined;
  }
}
