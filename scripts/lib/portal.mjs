import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startChild } from './children.mjs';
import { LOG_DIR, ROOT } from './paths.mjs';
import { UserError } from './say.mjs';
import { EXIT_WITH_PARENT, transpileArgs } from './transpile.mjs';

/** A backend that is not ready by then will not be. */
const READY_MS = 180_000;
const POLL_MS = 250;

/**
 * Starts the demo portal: its backend, which serves the built frontend too.
 * UserError, with the end of its log, when it exits or takes too long.
 * @param {{port: number, configs: string[], show?: boolean}} options
 *   configs: files after app-config.yaml, later ones win
 * @returns {Promise<{url: string, ended: Promise<number>, stop(): Promise<void>}>}
 */
export function startPortal({ port, configs, show = false }) {
  return startBackend({
    dir: join(ROOT, 'packages', 'backend'),
    files: [join(ROOT, 'app-config.yaml'), ...configs],
    url: `http://localhost:${port}`,
    log: join(LOG_DIR, 'portal.log'),
    show,
  });
}

/**
 * Starts a backend from its sources and waits until it is ready.
 * UserError, with the end of its log, when it exits or takes too long.
 * @param {{dir: string, files: string[], url: string, log: string, show?: boolean}} options
 *   files: configuration, later ones win
 * @returns {Promise<{url: string, ended: Promise<number>, stop(): Promise<void>}>}
 */
export async function startBackend({ dir, files, url, log, show = false }) {
  const child = startChild(
    process.execPath,
    [
      ...transpileArgs(),
      ...EXIT_WITH_PARENT,
      'src/index.ts',
      ...files.flatMap(file => ['--config', file]),
    ],
    {
      cwd: dir,
      env: { NODE_ENV: 'development', LOG_LEVEL: 'info' },
      log,
      ipc: true,
      show,
    },
  );
  const over = new AbortController();
  const ready = await Promise.race([
    waitUntilReady(url, over.signal),
    child.ended.then(() => 'exited'),
  ]);
  over.abort();
  if (ready !== 'ready') {
    await child.stop();
    const what =
      ready === 'exited' ? 'stopped while starting' : 'did not get ready';
    throw new UserError(
      `The portal ${what}. The whole log is ${log}; it ends:\n${child.tail()}`,
    );
  }
  return { url, ended: child.ended, stop: child.stop };
}

async function waitUntilReady(url, signal) {
  const until = Date.now() + READY_MS;
  while (Date.now() < until && !signal.aborted) {
    if (await answers(`${url}/.backstage/health/v1/readiness`)) return 'ready';
    await setTimeout(POLL_MS);
  }
  return 'too-late';
}

/** True for an answer in the 200s; a server that is not there yet is no error. */
async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
