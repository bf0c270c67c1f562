import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { findProblems } from './packages.mjs';

function aPackage(t, manifest, files) {
  const dir = mkdtempSync(join(tmpdir(), 'realtime-package-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  for (const file of ['README.md', ...files]) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), '');
  }
  writeFileSync(join(dir, 'package.json'), JSON.stringify(manifest));
  return dir;
}

test('finds nothing wrong with a package whose entry points exist', t => {
  const dir = aPackage(
    t,
    {
      main: 'dist/index.cjs.js',
      exports: {
        '.': {
          backstage: '@backstage/FrontendPlugin',
          default: './dist/index.esm.js',
        },
        './package.json': './package.json',
      },
    },
    ['dist/index.cjs.js', 'dist/index.esm.js'],
  );
  assert.deepEqual(findProblems(dir), []);
});

test('names an entry point that was not packed', t => {
  const dir = aPackage(t, { types: 'dist/index.d.ts' }, []);
  assert.deepEqual(findProblems(dir), [
    'dist/index.d.ts belongs into the package and is not there',
  ]);
});

test('refuses a dependency on a workspace', t => {
  const dir = aPackage(t, { dependencies: { x: 'workspace:^' } }, []);
  assert.equal(findProblems(dir).length, 1);
});

test('refuses tests in the package', t => {
  const dir = aPackage(t, {}, ['dist/a.test.js']);
  assert.deepEqual(findProblems(dir), ['dist/a.test.js is a test']);
});

test('lets a package publish test utilities where it exports them', t => {
  const exports = { './testUtils': './dist/testUtils.esm.js' };
  const files = ['dist/testUtils.esm.js', 'dist/testUtils/until.esm.js'];
  assert.deepEqual(findProblems(aPackage(t, { exports }, files)), []);
});

test('names a folder that was to be published and is not there', t => {
  assert.deepEqual(findProblems(aPackage(t, { files: ['migrations'] }, [])), [
    'migrations belongs into the package and is not there',
  ]);
});
