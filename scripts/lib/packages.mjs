import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './children.mjs';
import { addCounts, countCommand } from './counts.mjs';
import { YARN } from './dependencies.mjs';
import { LOG_DIR, ROOT, RUN_DIR } from './paths.mjs';
import { runTool } from './tools.mjs';
import { publishedDirs, readManifest } from './workspaces.mjs';

/**
 * Builds and packs every published package, unpacks what would be uploaded and
 * looks whether it would work: each entry point exists and nothing points into
 * the repository.
 * @returns {Promise<import('./counts.mjs').Counts>} one count a package
 */
export async function checkPackages() {
  const all = [];
  for (const dir of publishedDirs()) all.push(await checkPackage(dir));
  return addCounts(all);
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
  const content = join(RUN_DIR, 'packed', name);
  rmSync(content, { recursive: true, force: true });
  mkdirSync(content, { recursive: true });
  const archive = join(content, 'package.tgz');
  const log = join(LOG_DIR, `pack-${name}.log`);
  const packed = await runChild(
    process.execPath,
    [YARN, 'pack', '--out', archive],
    { cwd, log },
  );
  if (!packed.ok) return packed;
  const unpacked = await runChild('tar', ['-xzf', archive, '-C', content]);
  return { ...unpacked, content: join(content, 'package') };
}

/** What a user of the unpacked package would stumble over; empty when nothing. */
export function findProblems(content) {
  const manifest = readManifest(content);
  const missing = entryFiles(manifest)
    .filter(file => !existsSync(join(content, file)))
    .map(file => `package.json names ${file}, which is not in the package`);
  const local = JSON.stringify(manifest).includes('"workspace:')
    ? ['package.json has a dependency that exists only in this repository']
    : [];
  const tests = readdirSync(content, { recursive: true })
    .filter(file => /\.test\.|testUtils/.test(file))
    .map(file => `${file} is a test`);
  return [...missing, ...local, ...tests];
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
