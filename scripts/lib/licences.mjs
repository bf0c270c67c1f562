import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest } from './workspaces.mjs';

/** What may be passed on with packages under Apache 2.0, without a word to anybody. */
const FREE = ['Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

/**
 * Dependencies of a package that bring terms of their own to whoever installs
 * it. Those under `workspace:` are ours, and checked by themselves.
 * @param {string} dir the package, with what it depends on installed
 * @returns {string[]} one sentence each
 */
export function findLicenceProblems(dir) {
  const { dependencies = {} } = readManifest(dir);
  return Object.entries(dependencies)
    .filter(([, range]) => !range.startsWith('workspace:'))
    .map(([name]) => [name, licenceOf(name, dir)])
    .filter(([, licence]) => !FREE.includes(licence))
    .map(([name, licence]) =>
      licence ? `${name} has the licence ${licence}` : `${name} has no licence`,
    );
}

/** Old packages have a list of them; the first one is enough for us. */
function licenceOf(name, dir) {
  const folder = createRequire(join(dir, 'package.json'))
    .resolve.paths(name)
    .map(modules => join(modules, name))
    .find(each => existsSync(join(each, 'package.json')));
  if (!folder) return undefined;
  const { license, licenses = [] } = readManifest(folder);
  return license ?? licenses[0]?.type;
}
