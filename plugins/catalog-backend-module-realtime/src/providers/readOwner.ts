import { parseEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** The ref of an owner as app-config has it. Throws InputError that names the key below `section`. */
export function readOwner(
  config: Config,
  key: string,
  section: string,
): string {
  const owner = config.getString(key);
  try {
    parseEntityRef(owner, { defaultKind: 'group' });
    return owner;
  } catch (error) {
    throw new InputError(
      `${section}: ${key} "${owner}" is not the ref of an entity; write it as group:default/team-realtime`,
      error,
    );
  }
}
