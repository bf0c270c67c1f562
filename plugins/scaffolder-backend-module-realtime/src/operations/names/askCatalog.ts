import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import { orCancelled } from '../orCancelled';
import type { Step } from '../services';
import type { NamesFound } from './checkNames';
import type { NameServices } from './nameServices';

/** Kinds that a created service becomes. */
const KINDS = ['component', 'api', 'resource'];

/**
 * Whether an entity of the default namespace has one of the names. Asked as the
 * plugin, since registering fails on entities that the user may not see as
 * well; therefore it is not said whose it is.
 */
export async function askCatalog(
  { signal }: Step,
  { auth, catalog }: Pick<NameServices, 'auth' | 'catalog'>,
  names: readonly string[],
): Promise<NamesFound> {
  const ask = async () => {
    const credentials = await auth.getOwnServiceCredentials();
    const entityRefs = names.flatMap(name =>
      KINDS.map(kind => `${kind}:default/${name}`),
    );
    return catalog.getEntitiesByRefs({ entityRefs }, { credentials });
  };
  const { items } = await orCancelled(() => ask().catch(noAnswer), signal);
  const taken = names.filter((_, index) =>
    KINDS.some((__, kind) => items[index * KINDS.length + kind]),
  );
  return {
    problems: taken.map(name => ({
      field: 'name',
      message: `"${name}" is taken in the catalog; choose another name`,
    })),
    unknown: [],
  };
}

function noAnswer(cause: unknown): never {
  throw new RealtimeError(
    'realtime.create.no-answer',
    'The catalog did not say whether the name is free; start the task again.',
    { cause },
  );
}
