import { join } from 'node:path';
import { cacheRoot } from '../../cacheRoot';

export const KAFKA_VERSION = '4.3.1';

/** Where downloaded jars live between runs: outside the repository. */
export function kafkaCacheDir(env: NodeJS.ProcessEnv = process.env): string {
  return join(cacheRoot(env), 'kafka', KAFKA_VERSION);
}
