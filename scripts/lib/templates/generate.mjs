import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChild } from '../children.mjs';
import { LOG_DIR, ROOT } from '../paths.mjs';
import { EXIT_WITH_PARENT, transpileArgs } from '../transpile.mjs';

/** Starting a backend and rendering takes seconds. */
const LIMIT_MS = 120_000;

const HOST = join(ROOT, 'scripts', 'lib', 'templates', 'generateHost.cjs');

/**
 * @typedef {{template: string, values: object, name: string}} Job
 *   template: folder below templates/; name: of the folder that is generated
 */

/**
 * Runs templates in the scaffolder of a portal, each into a folder of its own
 * outside this repository: settings of ours must not be found from there.
 * @param {Job[]} jobs
 * @returns {Promise<{ok: boolean, tail: string, dirs: string[], remove: () => void}>} one folder a job
 */
export async function generate(jobs) {
  const parent = mkdtempSync(join(tmpdir(), 'generated-'));
  const dirs = jobs.map(({ name }) => join(parent, name));
  dirs.forEach(dir => mkdirSync(dir, { recursive: true }));
  const argument = jobs.map(({ template, values }, i) => ({
    template: join(ROOT, 'templates', template, 'template.yaml'),
    values,
    dir: dirs[i],
  }));
  const run = await runChild(
    process.execPath,
    [...transpileArgs(), ...EXIT_WITH_PARENT, HOST, JSON.stringify(argument)],
    {
      ipc: true,
      log: join(LOG_DIR, 'templates-generate.log'),
      limitMs: LIMIT_MS,
    },
  );
  const remove = () => rmSync(parent, { recursive: true, force: true });
  return { ...run, dirs, remove };
}
