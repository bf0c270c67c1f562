import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this repository. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Generated configuration and logs of the present run; ignored by git. */
export const RUN_DIR = join(ROOT, '.run');

/** Logs of the commands that ran last, one file a command. */
export const LOG_DIR = join(RUN_DIR, 'logs');

/**
 * What is fetched once and shared by all check-outs of this repository.
 * $BACKSTAGE_REALTIME_CACHE, else the user's cache directory.
 */
export function cacheDir(env = process.env) {
  if (env.BACKSTAGE_REALTIME_CACHE) return env.BACKSTAGE_REALTIME_CACHE;
  const base = env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(base, 'backstage-realtime');
}
