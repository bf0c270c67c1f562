import { join } from 'node:path';
import { runChild } from './children.mjs';
import { countCommand, NOTHING } from './counts.mjs';
import { LOG_DIR, ROOT } from './paths.mjs';
import { say } from './say.mjs';
import { EXIT_WITH_PARENT, transpileArgs } from './transpile.mjs';

const HOST = join(ROOT, 'scripts', 'lib', 'kubernetesHost.cjs');
const NO_GO = 2;

/**
 * The API server of Kubernetes, built before the tests that need it so that
 * they do not share the machine with a compiler. Without Go it is skipped,
 * and those tests with it, unless real parts are required.
 * @param {string} name of the log
 * @param {number} limitMs
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function buildKubernetes(name, limitMs) {
  const run = await runChild(
    process.execPath,
    [...transpileArgs(), ...EXIT_WITH_PARENT, HOST],
    {
      log: join(LOG_DIR, `${name}.log`),
      onLine: line => say(`  ${line}`),
      ipc: true,
      limitMs,
    },
  );
  const isRequired = process.env.REALTIME_REQUIRE_REAL === '1';
  if (run.code === NO_GO && !isRequired)
    return { ...NOTHING, skipped: 1, notes: [run.tail.trim()] };
  return countCommand(run);
}
