import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { entryPoints, tryAsConsumer } from './consumer.mjs';
import { RUN_DIR } from './paths.mjs';

/** A node_modules folder with one package of two files, inside this repository. */
function aModulesFolder(t, { types, code }) {
  mkdirSync(RUN_DIR, { recursive: true });
  const dir = mkdtempSync(join(RUN_DIR, 'consumer-test-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const content = join(dir, 'node_modules', '@scope', 'name');
  mkdirSync(content, { recursive: true });
  const manifest = { name: '@scope/name', main: 'a.cjs.js', types: 'a.d.ts' };
  writeFileSync(join(content, 'package.json'), JSON.stringify(manifest));
  if (types !== undefined) writeFileSync(join(content, 'a.d.ts'), types);
  writeFileSync(join(content, 'a.cjs.js'), code);
  return join(dir, 'node_modules');
}

test('names every way to import a package, and no manifest', () => {
  const exports = { '.': {}, './alpha': {}, './package.json': {} };
  assert.deepEqual(entryPoints({ name: '@scope/name', exports }), [
    '@scope/name',
    '@scope/name/alpha',
  ]);
  assert.deepEqual(entryPoints({ name: 'plain' }), ['plain']);
});

for (const [what, ok, parts] of [
  ['takes', true, { types: 'export const a: 1;', code: 'exports.a = 1;' }],
  ['refuses, without types,', false, { code: 'exports.a = 1;' }],
  ['refuses, when empty,', false, { types: 'export {};', code: '' }],
  [
    'refuses, when it needs what nobody has,',
    false,
    { types: 'export {};', code: "require('no-such-package');" },
  ],
]) {
  test(`${what} a package`, async t => {
    const result = await tryAsConsumer(aModulesFolder(t, parts));
    assert.equal(result.ok, ok, result.tail);
  });
}
