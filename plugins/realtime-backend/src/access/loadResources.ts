import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  parseRolloutResourceRef,
  parseStreamKey,
  parseStreamResourceRef,
  type StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type { RolloutResource } from '../permissions/rolloutRules';
import type { StreamResource } from '../permissions/rules';
import { ownersOf } from './owner';

/**
 * Resources for conditional decisions, in the order of the refs; undefined for
 * one that does not exist. Reads the catalog as the plugin itself: the owners
 * are what a policy needs to decide, not data shown to the user.
 */
export async function loadResources(
  refs: string[],
  services: { catalog: CatalogService; auth: AuthService },
): Promise<Array<StreamResource | undefined>> {
  const parsed = refs.map(parseStreamResourceRef);
  const entities = await loadEntities(parsed, services);
  return parsed.map(ref => {
    const entity = ref && entities.get(ref.entityRef);
    const stream = ref && parseStreamKey(ref.streamKey);
    return entity && stream
      ? toResource(ref.entityRef, entity, stream)
      : undefined;
  });
}

/** The same for rollouts. */
export async function loadRolloutResources(
  refs: string[],
  services: { catalog: CatalogService; auth: AuthService },
): Promise<Array<RolloutResource | undefined>> {
  const parsed = refs.map(parseRolloutResourceRef);
  const entities = await loadEntities(parsed, services);
  return parsed.map(ref => {
    const entity = ref && entities.get(ref.entityRef);
    if (!entity) return undefined;
    const { entityRef, rollout } = ref;
    return { ...rollout, entityRef, owners: ownersOf(entity) };
  });
}

async function loadEntities(
  parsed: ReadonlyArray<{ entityRef: string } | undefined>,
  { auth, catalog }: { catalog: CatalogService; auth: AuthService },
): Promise<Map<string, Entity | undefined>> {
  const entityRefs = [
    ...new Set(parsed.flatMap(ref => (ref ? [ref.entityRef] : []))),
  ];
  const credentials = await auth.getOwnServiceCredentials();
  const { items } = await catalog.getEntitiesByRefs(
    { entityRefs },
    { credentials },
  );
  return new Map(entityRefs.map((ref, i) => [ref, items[i]]));
}

/** The stream as a permission rule sees it. */
export function toResource(
  entityRef: string,
  entity: Entity,
  ref: StreamRef,
): StreamResource {
  return {
    kind: ref.kind,
    system: ref.system,
    topic: ref.kind === 'websocket' ? ref.system : ref.topic,
    entityRef,
    owners: ownersOf(entity),
  };
}
