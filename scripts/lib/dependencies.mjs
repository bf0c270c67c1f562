import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runChild } from './children.mjs';
import { LOG_DIR, ROOT } from './paths.mjs';
import { readRegistry } from './registry.mjs';
import { formatDuration, say, UserError } from './say.mjs';
import { workspaceDirs } from './workspaces.mjs';

const STAMP = join(ROOT, 'node_modules', '.realtime-installed');
export const YARN = join(ROOT, '.yarn', 'releases', 'yarn-4.13.0.cjs');

/**
 * What decides which packages are installed: lock file, every manifest, and
 * the Node and platform that native modules are compiled for.
 */
export function hashInputs(root = ROOT) {
  const hash = createHash('sha256');
  hash.update(`${process.platform} ${process.arch} ${process.version}`);
  const manifests = workspaceDirs(root).map(dir => join(dir, 'package.json'));
  for (const file of ['yarn.lock', 'package.json', ...manifests]) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** Installs what yarn.lock says when that changed since the last time; else does nothing. */
export async function ensureDependencies() {
  if (readStamp() === hashInputs()) return;
  const log = join(LOG_DIR, 'install.log');
  const started = Date.now();
  say('Installing dependencies (1 to 3 minutes the first time) …');
  const done = await runChild(process.execPath, [YARN, 'install', ...flags()], {
    log,
    env: await installEnv(),
    onLine: line => sayStep(line),
  });
  if (!done.ok) {
    throw new UserError(
      `Dependencies could not be installed. The whole log is ${log}; it ends:\n${done.tail}`,
    );
  }
  writeFileSync(STAMP, hashInputs());
  say(`  done in ${formatDuration(Date.now() - started)}`);
}

function readStamp() {
  return existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : undefined;
}

function flags() {
  return process.env.CI ? ['--immutable'] : [];
}

/** What yarn is told about this machine: its registry, its Node, and to be brief. */
export async function installEnv() {
  const headers = dirname(dirname(process.execPath));
  return {
    YARN_NPM_REGISTRY_SERVER: await readRegistry(),
    YARN_ENABLE_PROGRESS_BARS: 'false',
    YARN_ENABLE_COLORS: 'false',
    // Native modules are compiled against these headers without a download.
    ...(existsSync(join(headers, 'include', 'node')) && {
      npm_config_nodedir: headers,
    }),
  };
}

function sayStep(line) {
  const step = /┌ (\w[\w ]+ step)/.exec(line);
  if (step) say(`  ${step[1].toLowerCase()} …`);
}
