import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { readManifest } from '../workspaces.mjs';
import { writePortal } from './write.mjs';

const OURS = '@backstage-realtime/plugin-realtime-backend';

test('writes the portal that the page on installing describes', t => {
  const dir = mkdtempSync(join(tmpdir(), 'realtime-written-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const configs = writePortal(dir, {
    archives: { [OURS]: 'file:/packed.tgz' },
    url: 'http://localhost:1234',
  });
  const read = file => readFileSync(join(dir, file), 'utf8');

  const { dependencies } = readManifest(join(dir, 'packages/backend'));
  assert.equal(dependencies[OURS], 'file:/packed.tgz');
  const index = read('packages/backend/src/index.ts');
  const added = [...index.matchAll(/import\('([^']+)'\)/g)].map(([, it]) => it);
  assert.ok(added.includes(OURS) && added.includes('./policy'), index);
  assert.equal(new Set(added).size, added.length, 'nothing is added twice');
  assert.match(read('packages/app/src/App.tsx'), /realtimePlugin/);
  assert.match(read('packages/app/src/EntityPage.tsx'), /realtimeTabs/);

  const [host, ...told] = configs.map(file =>
    parse(readFileSync(file, 'utf8')),
  );
  assert.equal(host.backend.listen.port, 1234);
  assert.ok(told.some(({ realtime }) => realtime?.access?.allow.length > 0));
});
