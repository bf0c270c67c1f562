import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  parseStreamKey,
  parseStreamResourceRef,
  type StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
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
  const entityRefs = [
    ...new Set(parsed.flatMap(ref => (ref ? [ref.entityRef] : []))),
  ];
  const credentials = await services.auth.getOwnServiceCredentials();
  const { items } = await services.catalog.getEntitiesByRefs(
    { entityRefs },
    { credentials },
  );
  const entities = new Map(entityRefs.map((ref, i) => [ref, items[i]]));
  return parsed.map(ref => {
    const entity = ref && entities.get(ref.entityRef);
    const stream = ref && parseStreamKey(ref.streamKey);
    return entity && stream
      ? toResource(ref.entityRef, entity, stream)
      : undefined;
  });
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
