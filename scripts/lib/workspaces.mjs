import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

/** Folders of all workspaces, relative to the root, sorted: `bench`, `packages/app`, … */
export function workspaceDirs(root = ROOT) {
  const { workspaces } = readManifest(root);
  return workspaces.flatMap(pattern => expand(root, pattern)).sort();
}

/** Folders of the packages we publish. */
export function publishedDirs(root = ROOT) {
  return workspaceDirs(root).filter(dir => dir.startsWith('plugins/'));
}

/** The package.json of a folder. */
export function readManifest(dir) {
  return JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));
}

function expand(root, pattern) {
  const dirs = pattern.endsWith('/*')
    ? readdirSync(join(root, pattern.slice(0, -2))).map(
        name => `${pattern.slice(0, -2)}/${name}`,
      )
    : [pattern];
  return dirs.filter(dir => existsSync(join(root, dir, 'package.json')));
}
