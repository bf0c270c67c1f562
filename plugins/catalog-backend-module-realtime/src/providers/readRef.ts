import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { toEntityRef } from '../transform/entityRef';

/** The ref of an entity as app-config has it. Throws InputError that names the key below `section`. */
export function readRef(
  config: Config,
  key: string,
  section: string,
  defaultKind: 'group' | 'system' = 'group',
): string {
  const written = config.getString(key);
  if (toEntityRef(written, defaultKind)) return written;
  throw new InputError(
    `${section}: ${key} "${written.slice(0, 80)}" is not the ref of an entity; write it as ${defaultKind}:default/realtime`,
  );
}
