import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './children.mjs';
import { tryAsConsumer } from './consumer.mjs';
import { addCounts, countCommand } from './counts.mjs';
import { YARN } from './dependencies.mjs';
import { LOG_DIR, ROOT, RUN_DIR } from './paths.mjs';
import { runTool } from './tools.mjs';
import { publishedDirs, readManifest } from './workspaces.mjs';

/** Where packages are unpacked: found from a file beside it as installed ones are. */
const PACKED = join(RUN_DIR, 'packed', 'node_modules');

/**
 * Builds and packs every published package, unpacks what would be uploaded and
 * looks whether it would work: each entry point exists, nothing points into the
 * repository, a program of somebody else compiles and loads it, and a portal
 * that follows docs/install.md starts with it.
 * @returns {Promise<import('./counts.mjs').Counts>} one count a package, five for all together
 */
export async function checkPackages() {
  const all = [];
  for (const dir of publishedDirs()) all.push(await checkPackage(dir));
  all.push(countCommand(await tryAsConsumer(PACKED)));
  // Reads the documentation, and asks for installed packages.
  const { tryInNewPortal } = await import('./newPortal/lane.mjs');
  all.push(await tryInNewPortal(archives()));
  return addCounts(all);
}

/** What Yarn calls the file that would be uploaded of each package, by name. */
function archives() {
  return Object.fromEntries(
    publishedDirs().map(dir => [
      readManifest(join(ROOT, dir)).name,
      `file:${archiveOf(dir.split('/').pop())}`,
    ]),
  );
}

function archiveOf(name) {
  return join(RUN_DIR, 'packed', `${name}.tgz`);
}

/** One count: 1 passed, or 1 failed with the reasons. */
export async function checkPackage(dir) {
  const name = dir.split('/').pop();
  const cwd = join(ROOT, dir);
  const cli = '@backstage/cli#backstage-cli';
  const built = await runTool(`build-${name}`, cli, ['package', 'build'], {
    cwd,
  });
  if (!built.ok) return countCommand(built);

  const packed = await pack(name, cwd);
  if (!packed.ok) return countCommand(packed);
  const problems = findProblems(packed.content);
  return countCommand({
    ok: problems.length === 0,
    tail: problems.map(problem => `${name}: ${problem}`).join('\n'),
  });
}

/** Packs as publishing would; the manifest in the tree is put back in any case. */
async function pack(name, cwd) {
  const content = join(PACKED, readManifest(cwd).name);
  rmSync(content, { recursive: true, force: true });
  mkdirSync(content, { recursive: true });
  const archive = archiveOf(name);
  const log = join(LOG_DIR, `pack-${name}.log`);
  const packed = await runChild(
    process.execPath,
    [YARN, 'pack', '--out', archive],
    { cwd, log },
  );
  if (!packed.ok) return packed;
  const unpacked = await runChild('tar', [
    ...['-xzf', archive, '-C', content, '--strip-components=1'],
  ]);
  return { ...unpacked, content };
}

/** What a user of the unpacked package would stumble over; empty when nothing. */
export function findProblems(content) {
  const manifest = readManifest(content);
  const { exports = {}, files = [] } = manifest;
  const missing = [...entryFiles(manifest), ...files, 'README.md']
    .filter(file => !existsSync(join(content, file)))
    .map(file => `${file} belongs into the package and is not there`);
  const local = JSON.stringify(manifest).includes('"workspace:')
    ? ['package.json has a dependency that exists only in this repository']
    : [];
  const isTest = './testUtils' in exports ? /\.test\./ : /\.test\.|testUtils/;
  const tests = readdirSync(content, { recursive: true })
    .filter(file => isTest.test(file))
    .map(file => `${file} is a test`);
  return [...new Set(missing), ...local, ...tests];
}

function entryFiles({ main, module, types, exports = {}, configSchema }) {
  return [main, module, types, configSchema, ...leaves(exports)]
    .filter(file => typeof file === 'string')
    .filter(file => /\.(js|ts|mjs|cjs|json)$/.test(file));
}

/** Conditions other than files are left out by their lack of an extension. */
function leaves(value) {
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(leaves)
    : [value];
}
