import type { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { UserCredentials } from '../access/StreamAccess';
import type { Use } from './askPlace';

/** Kinds that a created service becomes, whose names are therefore its own. */
const KINDS = ['component', 'api', 'resource'];

/**
 * Whether an entity of the default namespace has the name. Asked as the plugin,
 * since registering fails on entities that the caller may not see as well; such
 * an entity is not named.
 */
export async function catalogUse(
  { auth, catalog }: { auth: AuthService; catalog: CatalogService },
  name: string,
  credentials: UserCredentials,
): Promise<Use> {
  const request = {
    entityRefs: KINDS.map(kind => `${kind}:default/${name}`),
    fields: ['kind', 'metadata.name', 'metadata.namespace'],
  };
  const own = await auth.getOwnServiceCredentials();
  const all = await catalog.getEntitiesByRefs(request, { credentials: own });
  if (!all.items.some(Boolean)) return { state: 'free' };
  const { items } = await catalog.getEntitiesByRefs(request, { credentials });
  const entity = items.find(each => each !== undefined);
  return {
    state: 'taken',
    ...(entity && { by: stringifyEntityRef(entity) }),
  };
}
