import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export const KAFKA_VERSION = '4.3.1';

/** Where downloaded jars live between runs: outside the repository. */
export function kafkaCacheDir(env: NodeJS.ProcessEnv = process.env): string {
  const root =
    env.BACKSTAGE_REALTIME_CACHE ||
    join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'backstage-realtime');
  return resolve(root, 'kafka', KAFKA_VERSION);
}
