import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../paths.mjs';

const HOST = join(ROOT, 'scripts', 'lib', 'platform', 'cueHost.cjs');

/** A source takes about a second; a test gives some fifty. */
const LIMIT_MS = 300_000;
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/**
 * Evaluates CUE sources, each alone.
 * @param {string[]} sources
 * @returns {({value: any} | {problem: string})[]} one result a source
 */
export function evaluateCue(sources) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [HOST], {
    input: JSON.stringify(sources),
    encoding: 'utf8',
    maxBuffer: MAX_ANSWER_BYTES,
    timeout: LIMIT_MS,
  });
  if (status !== 0) throw new Error(`CUE could not be evaluated: ${stderr}`);
  return JSON.parse(stdout);
}
