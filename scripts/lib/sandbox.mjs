import { join } from 'node:path';
import { startChild } from './children.mjs';
import { LOG_DIR, ROOT } from './paths.mjs';
import { UserError } from './say.mjs';
import { EXIT_WITH_PARENT, transpileArgs } from './transpile.mjs';

/** Fetching a real broker for the first time included. */
const READY_MS = 300_000;

/**
 * Starts the sandbox: brokers, and the ping-pong service that fills them.
 * UserError, with the end of its log, when it does not come up.
 * @param {{kafka?: string}} options HOST:PORT of a broker to use instead of one of the sandbox
 * @returns {Promise<{addresses: {kafkaBrokers: string[], mqttUrl: string, websocketUrl: string}, status: object, stop(): Promise<void>}>}
 */
export async function startSandbox({ kafka } = {}) {
  const log = join(LOG_DIR, 'sandbox.log');
  const options = { kafka: kafka ? { bootstrap: kafka } : 'auto' };
  const child = startChild(
    process.execPath,
    [
      ...transpileArgs(),
      ...EXIT_WITH_PARENT,
      join(ROOT, 'scripts', 'lib', 'sandboxHost.cjs'),
      JSON.stringify(options),
    ],
    { log, ipc: true },
  );
  const message = await Promise.race([
    firstMessage(child),
    child.ended.then(() => undefined),
    tooLate(),
  ]);
  if (!message) {
    await child.stop();
    throw new UserError(
      `The sandbox did not start. The whole log is ${log}; it ends:\n${child.tail()}`,
    );
  }
  return {
    addresses: message.sandbox,
    status: message.status,
    ended: child.ended,
    stop: child.stop,
  };
}

/** One line for the terminal: which Kafka, and why. */
export function describeSandbox({ status }) {
  return status?.kafka?.description ?? 'records are flowing';
}

function firstMessage(child) {
  return new Promise(resolve => child.process.once('message', resolve));
}

function tooLate() {
  return new Promise(resolve => {
    setTimeout(() => resolve(undefined), READY_MS).unref();
  });
}
