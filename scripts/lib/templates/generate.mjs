import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '../children.mjs';
import { LOG_DIR, ROOT } from '../paths.mjs';
import { EXIT_WITH_PARENT, transpileArgs } from '../transpile.mjs';

/** Starting a backend and some thirty dry runs; half a minute when nothing else runs. */
const LIMIT_MS = 240_000;

const HOST = join(ROOT, 'scripts', 'lib', 'templates', 'generateHost.cjs');

/**
 * @typedef {{template: string, values: object}} Job
 *   template: folder below templates/
 * @typedef {{dir: string, problem?: string}} Made
 *   dir: where the files are; problem: why the scaffolder refused
 */

/**
 * Runs templates in the scaffolder of a portal, each into a folder of its own
 * outside this repository: settings of ours must not be found from there.
 * @param {Job[]} jobs
 * @returns {Promise<{ok: boolean, tail: string, made: Made[], remove: () => void}>} one result a job, in their order
 */
export async function generate(jobs) {
  const parent = mkdtempSync(join(tmpdir(), 'generated-'));
  const dirs = jobs.map((_, i) => join(parent, String(i)));
  const argument = jobs.map(({ template, values }, i) => ({
    template: join(ROOT, 'templates', template, 'template.yaml'),
    values,
    dir: dirs[i],
  }));
  const results = [];
  const child = startChild(
    process.execPath,
    [
      ...transpileArgs(),
      ...EXIT_WITH_PARENT,
      HOST,
      JSON.stringify(argument),
      join(parent, 'published'),
    ],
    { ipc: true, log: join(LOG_DIR, 'templates-generate.log') },
  );
  child.process.on('message', ({ result }) => {
    // The transpiler reports what it has loaded over the same channel.
    if (result) results.push(result);
  });
  const timer = setTimeout(() => child.stop(), LIMIT_MS);
  const code = await child.ended;
  clearTimeout(timer);
  return {
    ok: code === 0 && results.length === jobs.length,
    tail: child.tail(),
    made: results.map((result, i) => ({ ...result, dir: dirs[i] })),
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}
