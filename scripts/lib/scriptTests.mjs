import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

/** The tests of the commands themselves, which run on the Node test runner. */
export function testFilesOfScripts() {
  const dir = join(ROOT, 'scripts');
  return readdirSync(dir, { recursive: true })
    .filter(name => name.endsWith('.test.mjs'))
    .map(name => join(dir, name))
    .sort();
}
