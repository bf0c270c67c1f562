import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { hashSources } from './bundle.mjs';

function aTree(t, files) {
  const root = mkdtempSync(join(tmpdir(), 'realtime-bundle-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

test('builds again when a source changes, moves or appears', t => {
  const hash = files => hashSources(['src', 'a.yaml'], aTree(t, files));
  const before = hash({ 'src/x.ts': '1', 'a.yaml': 'a' });

  assert.equal(hash({ 'src/x.ts': '1', 'a.yaml': 'a' }), before);
  assert.notEqual(hash({ 'src/x.ts': '2', 'a.yaml': 'a' }), before);
  assert.notEqual(hash({ 'src/y.ts': '1', 'a.yaml': 'a' }), before);
  assert.notEqual(
    hash({ 'src/x.ts': '1', 'src/y.ts': '', 'a.yaml': 'a' }),
    before,
  );
});

test('does not build again for tests, dev pages and installed packages', t => {
  const hash = files => hashSources(['src'], aTree(t, files));
  assert.equal(
    hash({
      'src/x.ts': '1',
      'src/x.test.ts': '1',
      'src/dev/index.tsx': '1',
      'src/node_modules/y/index.js': '1',
    }),
    hash({ 'src/x.ts': '1' }),
  );
});

test('counts a source that is not there as empty', t => {
  assert.equal(
    hashSources(['missing'], aTree(t, {})),
    hashSources([], aTree(t, {})),
  );
});
