import { RELATION_OWNED_BY, type Entity } from '@backstage/catalog-model';
import { getEntityRelations } from '@backstage/plugin-catalog-react';

/** Name of the entity's owner, for who can tell who grants a permission. */
export function ownerOf(entity: Entity): string | undefined {
  const [owner] = getEntityRelations(entity, RELATION_OWNED_BY);
  const written = entity.spec?.owner;
  return owner?.name ?? (typeof written === 'string' ? written : undefined);
}
