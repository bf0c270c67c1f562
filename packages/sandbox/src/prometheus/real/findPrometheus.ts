import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Path of the first `prometheus` on the PATH that can be run; undefined where there is none. */
export function findPrometheus(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders
    .map(folder => join(folder, 'prometheus'))
    .find(path => isExecutable(path));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
