import { RELATION_OWNED_BY, type Entity } from '@backstage/catalog-model';

/** Ref of the entity's owner as the catalog resolved it; undefined for an entity without one. */
export function ownerOf(entity: Entity): string | undefined {
  return ownersOf(entity)[0];
}

/** Every owner; the catalog may relate several. */
export function ownersOf(entity: Entity): string[] {
  const relations = entity.relations ?? [];
  return relations
    .filter(relation => relation.type === RELATION_OWNED_BY)
    .map(relation => relation.targetRef);
}
