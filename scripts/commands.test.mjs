import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ROOT } from './lib/paths.mjs';

/** Loads a command and all it imports without running it. */
const LOADER = `
  import { registerHooks } from 'node:module';
  registerHooks({
    load: (url, context, next) => {
      const loaded = next(url, context);
      if (!url.endsWith('/lib/bootstrap.mjs')) return loaded;
      const source = 'export async function runCommand() {}';
      return { ...loaded, source };
    },
  });
`;
const HOOKS = `data:text/javascript,${encodeURIComponent(LOADER)}`;

let dir;

before(() => {
  dir = mkdtempSync(join(tmpdir(), 'realtime-commands-'));
  cpSync(join(ROOT, 'scripts'), join(dir, 'scripts'), { recursive: true });
});

after(() => rmSync(dir, { recursive: true, force: true }));

for (const name of ['start', 'test', 'check', 'bench', 'sandbox']) {
  test(`npm run ${name} loads where no package is installed yet`, () => {
    const script = join(dir, 'scripts', `${name}.mjs`);
    const args = ['--import', HOOKS, script];
    const { status, stderr } = spawnSync(process.execPath, args);
    assert.equal(status, 0, stderr.toString());
  });
}
