import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChild } from '../children.mjs';
import { addCounts, countCommand, NOTHING } from '../counts.mjs';
import { installEnv, YARN } from '../dependencies.mjs';
import { LOG_DIR } from '../paths.mjs';
import { startBackend } from '../portal.mjs';
import { findFreePort } from '../ports.mjs';
import { runTool } from '../tools.mjs';
import { askPortal } from './ask.mjs';
import { findPeerProblems } from './peers.mjs';
import { writePortal } from './write.mjs';

/** Any that is free after it will do. */
const PORT = 41_007;

/** What yarn says of a registry that cannot be reached. */
const AWAY = /RequestError|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT/;

/**
 * Plays the team that reads docs/install.md on a portal of its own: installs
 * the packed packages with a resolution of its own, far from this repository,
 * compiles what the page tells, bundles the app, starts the backend and asks it.
 * One count each. Skipped without a registry, unless real parts are required.
 * @param {Record<string, string>} archives `file:` and the packed file of each package, by name
 * @returns {Promise<import('../counts.mjs').Counts>}
 */
export async function tryInNewPortal(archives) {
  const dir = mkdtempSync(join(tmpdir(), 'realtime-portal-'));
  try {
    const url = `http://localhost:${await findFreePort(PORT)}`;
    const configs = writePortal(dir, { archives, url });
    const installed = await yarn(dir, 'install');
    if (!installed.ok) return notInstalled(installed);
    return addCounts([
      countCommand(await checkPeers(dir)),
      countCommand(await compile(dir)),
      countCommand(await bundle(dir)),
      countCommand(await start(dir, url, configs)),
    ]);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function notInstalled(result) {
  const isRequired = process.env.REALTIME_REQUIRE_REAL === '1';
  return AWAY.test(result.tail) && !isRequired
    ? { ...NOTHING, skipped: 1, notes: ['The registry does not answer.'] }
    : countCommand(result);
}

async function yarn(dir, ...args) {
  const lines = [];
  const result = await runChild(process.execPath, [YARN, ...args], {
    cwd: dir,
    env: { ...(await installEnv()), YARN_ENABLE_IMMUTABLE_INSTALLS: 'false' },
    log: join(LOG_DIR, `new-portal-${args[0]}.log`),
    onLine: line => lines.push(line),
  });
  return { ...result, text: lines.join('\n') };
}

async function checkPeers(dir) {
  const { text } = await yarn(dir, 'explain', 'peer-requirements');
  const problems = findPeerProblems(text);
  return { ok: problems.length === 0, tail: problems.join('\n') };
}

function compile(dir) {
  return runTool('new-portal-types', 'typescript#tsc', ['--project', dir]);
}

function bundle(dir) {
  const cli = '@backstage/cli#backstage-cli';
  return runTool('new-portal-bundle', cli, ['package', 'build'], {
    cwd: join(dir, 'packages', 'app'),
    // CI would turn warnings of dependencies into errors.
    env: { NODE_ENV: 'production', CI: '' },
  });
}

async function start(dir, url, configs) {
  try {
    const backend = await startBackend({
      dir: join(dir, 'packages', 'backend'),
      files: configs,
      url,
      log: join(LOG_DIR, 'new-portal-backend.log'),
    });
    const problems = await askPortal(url).finally(backend.stop);
    return { ok: problems.length === 0, tail: problems.join('\n') };
  } catch (error) {
    return { ok: false, tail: error.message };
  }
}
