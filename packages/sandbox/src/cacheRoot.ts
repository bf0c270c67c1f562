import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where what was fetched or built stays between runs: outside the repository. */
export function cacheRoot(env: NodeJS.ProcessEnv = process.env): string {
  return resolve(
    env.BACKSTAGE_REALTIME_CACHE ||
      join(
        env.XDG_CACHE_HOME || join(homedir(), '.cache'),
        'backstage-realtime',
      ),
  );
}
