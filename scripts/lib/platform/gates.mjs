import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../paths.mjs';
import { transpileArgs } from '../transpile.mjs';

const HOST = join(ROOT, 'scripts', 'lib', 'platform', 'checkHost.cjs');
const LIMIT_MS = 120_000;

/**
 * Errors of each bundle by the gates of the product, as sentences.
 * @param {object[][]} bundles
 * @returns {string[][]}
 */
export function errorsOfBundles(bundles) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...transpileArgs(), HOST],
    { input: JSON.stringify(bundles), encoding: 'utf8', timeout: LIMIT_MS },
  );
  if (status !== 0) throw new Error(`The gates did not run: ${stderr}`);
  return JSON.parse(stdout).map(({ findings }) =>
    findings
      .filter(({ severity }) => severity === 'error')
      .map(({ path, message }) => `${path}: ${message}`),
  );
}
