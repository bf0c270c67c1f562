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
 * @param {{kafka?: string, prometheus?: string, onProgress?: (sentence: string) => void}} options
 *   kafka: HOST:PORT of a broker to use instead of one of the sandbox;
 *   prometheus: auto, real or standin
 * @returns {Promise<{addresses: import('./portalConfig.mjs').Addresses, kafkaDescription: string, ended: Promise<number>, stop(): Promise<void>}>}
 */
export async function startSandbox({
  kafka,
  prometheus,
  onProgress = () => {},
} = {}) {
  const log = join(LOG_DIR, 'sandbox.log');
  const child = startChild(process.execPath, hostArgs(kafka, prometheus), {
    log,
    ipc: true,
  });
  const status = await Promise.race([
    readyStatus(child, onProgress),
    child.ended.then(() => undefined),
    tooLate(),
  ]);
  if (!status) {
    await child.stop();
    throw new UserError(
      `The sandbox did not start. The whole log is ${log}; it ends:\n${child.tail()}`,
    );
  }
  return {
    addresses: toAddresses(status),
    kafkaDescription: status.kafka.description,
    ended: child.ended,
    stop: child.stop,
  };
}

function hostArgs(kafka, prometheus) {
  const options = {
    kafka: kafka ? { bootstrap: kafka } : 'auto',
    prometheus,
  };
  return [
    ...transpileArgs(),
    ...EXIT_WITH_PARENT,
    join(ROOT, 'scripts', 'lib', 'sandboxHost.cjs'),
    JSON.stringify(options),
  ];
}

function toAddresses(status) {
  const { kafka, kubernetes, mqtt, schemaRegistry, webSocket } = status;
  const { prometheus } = status;
  return {
    kafkaBrokers: kafka.bootstrap.split(','),
    schemaRegistryUrl: schemaRegistry.url,
    mqttUrl: mqtt.url,
    websocketUrl: webSocket.url,
    prometheusUrl: prometheus.url,
    kubernetes: {
      url: kubernetes.url,
      token: kubernetes.token,
      caData: kubernetes.caData,
    },
  };
}

function readyStatus(child, onProgress) {
  return new Promise(resolve => {
    child.process.on('message', ({ progress, ready }) => {
      if (progress) onProgress(progress);
      if (ready) resolve(ready);
    });
  });
}

function tooLate() {
  return new Promise(resolve => {
    setTimeout(() => resolve(undefined), READY_MS).unref();
  });
}
