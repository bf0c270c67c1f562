import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '../../children.mjs';
import { LOG_DIR, ROOT } from '../../paths.mjs';
import { findFreePort } from '../../ports.mjs';
import { EXIT_WITH_PARENT } from '../../transpile.mjs';

const HOST = join(
  ...[ROOT, 'scripts', 'lib', 'templates', 'canaryCounter'],
  'postgresHost.cjs',
);
const FIRST_PORT = 25_432;
/** A first start makes the files of a cluster: four seconds when nothing else runs. */
const READY_MS = 60_000;
const USER = 'counter';

/**
 * A real PostgreSQL, which asks for a password.
 * @typedef {{
 *   envOf: (database: string) => Record<string, string>,
 *   pause: () => Promise<void>,
 *   resume: () => Promise<void>,
 *   stop: () => Promise<void>,
 * }} Postgres
 *   envOf: what a service on that database is told; pause: nobody can reach it;
 *   resume: with all it held
 */

/**
 * @param {string[]} databases
 * @returns {Promise<Postgres | {missing: string}>} missing: with the reason
 */
export async function startPostgres(databases) {
  const dir = mkdtempSync(join(tmpdir(), 'postgres-'));
  const port = await findFreePort(FIRST_PORT);
  const password = randomUUID();
  const given = { dir, port, user: USER, password, databases };
  const child = startChild(
    process.execPath,
    [...EXIT_WITH_PARENT, HOST, JSON.stringify(given)],
    { ipc: true, log: join(LOG_DIR, 'templates-postgres.log') },
  );
  const stop = async () => {
    await child.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  if (!(await isDone(child))) {
    await stop();
    return { missing: `PostgreSQL: ${child.tail().trim().split('\n').pop()}` };
  }
  const ask = async does => {
    child.process.send({ does });
    if (!(await isDone(child))) throw new Error(`PostgreSQL did not ${does}`);
  };
  return {
    envOf: database => ({
      PING_PONG_DB_HOST: '127.0.0.1',
      PING_PONG_DB_PORT: String(port),
      PING_PONG_DB_NAME: database,
      PING_PONG_DB_USER: USER,
      PING_PONG_DB_PASSWORD: password,
    }),
    pause: () => ask('stop'),
    resume: () => ask('start'),
    stop,
  };
}

/** Whether the host says so before it ends, or takes too long. */
async function isDone(child) {
  const abort = new AbortController();
  const signal = AbortSignal.any([abort.signal, AbortSignal.timeout(READY_MS)]);
  child.ended.then(() => abort.abort());
  try {
    const [{ done }] = await once(child.process, 'message', { signal });
    return done === true;
  } catch {
    return false;
  }
}
