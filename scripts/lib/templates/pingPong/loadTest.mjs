import { join } from 'node:path';
import { runChild } from '../../children.mjs';
import { LOG_DIR } from '../../paths.mjs';

/** Enough that some are under way at once; done within seconds. */
const MESSAGES = 60;
/** Pings a second. */
const RATE = 30;
/** It waits 30 s for the last pong by itself. */
const LIMIT_MS = 60_000;

/**
 * Runs the load test of a generated service, as its README says, on the service
 * that listens on a port: it has to count a pong for every ping.
 * @param {{dir: string, env: object, name: string, port: number, script: (name: string) => string[]}} options
 * @returns {Promise<{ok: boolean, tail: string}>}
 */
export async function runLoadTest({ dir, env, name, port, script }) {
  const [program, ...args] = [
    ...script('load-test'),
    ...['--messages', `${MESSAGES}`, '--rate', `${RATE}`],
    ...['--url', `ws://127.0.0.1:${port}/ws/pong`],
  ];
  const log = join(LOG_DIR, `templates-${name}-load.log`);
  const options = { cwd: dir, env, log, limitMs: LIMIT_MS };
  const { ok, tail } = await runChild(program, args, options);
  const said = `${MESSAGES} of ${MESSAGES} pongs, 0 missing.`;
  return { ok: ok && tail.includes(said), tail };
}
