import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runChild } from './children.mjs';
import { LOG_DIR, ROOT } from './paths.mjs';
import { formatDuration, say, UserError } from './say.mjs';

/**
 * The frontend is built once as a production bundle and served by the backend:
 * one process, one port and one origin instead of two, and the second start
 * costs nothing. A development server would compile about as long at every
 * start, and serve tens of megabytes to the first page.
 */
const STAMP = join(ROOT, 'packages', 'app', 'dist', '.built-from');

/** What the bundle is made of. */
const SOURCES = [
  'packages/app/src',
  'packages/app/public',
  'packages/app/package.json',
  'plugins/realtime',
  'plugins/realtime-react',
  'plugins/realtime-common',
  'app-config.yaml',
  'yarn.lock',
];

const IGNORED =
  /(^|\/)(node_modules|dist|dist-types|dev|coverage)$|\.test\.tsx?$/;

/** Builds packages/app/dist when its sources changed since the last build. */
export async function ensureBundle() {
  const hash = hashSources(SOURCES);
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return;
  const log = join(LOG_DIR, 'bundle.log');
  const started = Date.now();
  say('Building the frontend (about half a minute; kept for the next start) …');
  const done = await buildApp(log);
  if (!done.ok) {
    throw new UserError(
      `The frontend does not build. The whole log is ${log}; it ends:\n${done.tail}`,
    );
  }
  writeFileSync(STAMP, hash);
  say(`  frontend built in ${formatDuration(Date.now() - started)}`);
}

/** One hash over names and contents of files and folders under the root. */
export function hashSources(paths, root = ROOT) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(path => filesOf(path, root))) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function filesOf(path, root) {
  if (IGNORED.test(path)) return [];
  const full = join(root, path);
  if (!existsSync(full)) return [];
  const entries = readdirOrFile(full);
  if (!entries) return [path];
  return entries.sort().flatMap(name => filesOf(`${path}/${name}`, root));
}

function readdirOrFile(full) {
  try {
    return readdirSync(full);
  } catch (error) {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function buildApp(log) {
  const require = createRequire(join(ROOT, 'package.json'));
  const cli = require.resolve('@backstage/cli/bin/backstage-cli');
  return runChild(process.execPath, [cli, 'package', 'build'], {
    cwd: join(ROOT, 'packages', 'app'),
    log,
    // CI would turn warnings of dependencies into errors.
    env: { NODE_ENV: 'production', CI: '' },
  });
}
