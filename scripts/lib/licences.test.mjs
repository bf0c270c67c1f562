import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { findLicenceProblems } from './licences.mjs';
import { ROOT } from './paths.mjs';
import { publishedDirs } from './workspaces.mjs';

/** A package with one dependency, which has the given manifest. */
function aPackage(t, manifest) {
  const dir = mkdtempSync(join(tmpdir(), 'realtime-licence-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const dependencies = { icons: '^1.0.0', ours: 'workspace:^' };
  mkdirSync(join(dir, 'node_modules', 'icons'), { recursive: true });
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ dependencies }));
  writeFileSync(
    join(dir, 'node_modules', 'icons', 'package.json'),
    JSON.stringify(manifest),
  );
  return dir;
}

for (const dir of publishedDirs()) {
  test(`${dir} passes on nothing but free licences`, () => {
    assert.deepEqual(findLicenceProblems(join(ROOT, dir)), []);
  });
}

test('takes the licences of old packages, which are a list', t => {
  const dir = aPackage(t, { licenses: [{ type: 'MIT' }] });
  assert.deepEqual(findLicenceProblems(dir), []);
});

test('names a dependency with terms of its own, and one without a licence', t => {
  assert.deepEqual(
    findLicenceProblems(aPackage(t, { license: 'Icon License 1.0' })),
    ['icons has the licence Icon License 1.0'],
  );
  assert.equal(findLicenceProblems(aPackage(t, {})).length, 1);
});
