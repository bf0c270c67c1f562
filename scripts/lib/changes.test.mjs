import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedWorkspaces } from './changes.mjs';

const dirs = ['plugins/realtime', 'plugins/realtime-react', 'packages/app'];

test('takes a package for changed by its own files only', () => {
  assert.deepEqual(
    changedWorkspaces(['plugins/realtime-react/src/a.ts', 'README.md'], dirs),
    ['plugins/realtime-react'],
  );
});

test('finds no package behind files of the root', () => {
  assert.deepEqual(changedWorkspaces(['yarn.lock', 'docs/a.md'], dirs), []);
});
