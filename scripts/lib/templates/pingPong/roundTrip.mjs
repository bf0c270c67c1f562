import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startChild } from '../../children.mjs';
import { LOG_DIR, ROOT } from '../../paths.mjs';
import { findFreePort } from '../../ports.mjs';

const require = createRequire(join(ROOT, 'packages', 'sandbox', 'index.js'));
const { Kafka, logLevel } = require('kafkajs');
const { connectAsync } = require('mqtt');
const { WebSocket } = require('ws');

/** Joining a group of a fresh broker included. */
const READY_MS = 60_000;
const PONG_MS = 20_000;
/** What Kubernetes gives is 30 s. */
const STOP_MS = 15_000;
const POLL_MS = 100;
const FIRST_PORT = 18_080;

/**
 * Starts a generated service with all its roles, sends a ping over MQTT and
 * waits until a WebSocket client sees the pong; then asks the service to stop.
 * @param {{dir: string, command: string[], env: object, addresses: import('../../portalConfig.mjs').Addresses, name: string, loaded?: (port: number) => Promise<void>}} options
 *   loaded: is awaited with the port of the service before it is stopped
 * @returns {Promise<{ok: boolean, tail: string}>}
 */
export async function checkRoundTrip(options) {
  const { dir, command, env, addresses, name, loaded } = options;
  const names = JSON.parse(readFileSync(join(dir, 'service.json'), 'utf8'));
  await createTopics(addresses, names);
  const port = await findFreePort(FIRST_PORT);
  const [program, ...args] = command;
  const service = startChild(program, args, {
    cwd: dir,
    env: { ...env, HOST: '127.0.0.1', PORT: String(port) },
    log: join(LOG_DIR, `templates-${name}-service.log`),
  });
  try {
    await waitUntilReady(service, port);
    await pingAndPong(addresses, names, port);
    if (names.encoding === 'avro') await findSchemas(addresses, names);
    await loaded?.(port);
    await stopInTime(service);
    return { ok: true, tail: '' };
  } catch (error) {
    return { ok: false, tail: `${error.message}\n${service.tail()}` };
  } finally {
    await service.stop();
  }
}

async function createTopics({ kafkaBrokers }, names) {
  const kafka = new Kafka({
    brokers: kafkaBrokers,
    logLevel: logLevel.NOTHING,
  });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const { pingTopic, pongTopic, deadLetterTopic } = names;
    const topics = [pingTopic, pongTopic, deadLetterTopic].map(topic => ({
      topic,
      numPartitions: 3,
    }));
    await admin.createTopics({ topics, waitForLeaders: true });
  } finally {
    await admin.disconnect();
  }
}

async function waitUntilReady(service, port) {
  const deadline = Date.now() + READY_MS;
  let last = 'nothing';
  while (Date.now() < deadline && service.process.exitCode === null) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/readyz`);
      last = await response.text();
      if (response.ok) return;
    } catch (error) {
      last = error.message;
    }
    await wait(POLL_MS);
  }
  throw new Error(`The service did not become ready; it answered ${last}`);
}

async function pingAndPong({ mqttUrl }, names, port) {
  const mqtt = await connectAsync(mqttUrl, { protocolVersion: 4 });
  const viewer = new WebSocket(`ws://127.0.0.1:${port}/ws/pong`);
  try {
    const content = `from the lane ${randomUUID()}`;
    const seen = awaitPong(viewer, content, async () => {
      const messageId = randomUUID();
      const ping = {
        messageId,
        content,
        timestamp: Date.now(),
        source: 'lane',
      };
      await mqtt.publishAsync(names.mqttTopic, JSON.stringify(ping));
    });
    await Promise.race([seen, failAfter(PONG_MS, 'No pong was seen')]);
  } finally {
    viewer.terminate();
    await mqtt.endAsync(true);
  }
}

/** Avro in a topic has its schema in the registry. */
async function findSchemas({ schemaRegistryUrl }, { pingTopic, pongTopic }) {
  const response = await fetch(`${schemaRegistryUrl}/subjects`);
  const subjects = await response.json();
  const missing = [pingTopic, pongTopic].filter(
    topic => !subjects.includes(`${topic}-value`),
  );
  if (missing.length > 0) throw new Error(`${missing} hold no Avro`);
}

/** Pings when the service says hello; resolves with the pong. */
function awaitPong(viewer, content, ping) {
  return new Promise((resolve, reject) => {
    viewer.once('error', reject);
    viewer.on('message', data => {
      const frame = JSON.parse(data.toString());
      if (frame.type === 'hello') ping().catch(reject);
      if (frame.data?.response === `pong: ${content}`) resolve(frame);
    });
  });
}

async function stopInTime(service) {
  service.process.kill('SIGTERM');
  const slow = failAfter(STOP_MS, 'The service did not stop');
  await Promise.race([service.ended, slow]);
}

async function failAfter(ms, what) {
  await wait(ms, undefined, { ref: false });
  throw new Error(`${what} within ${ms / 1000} s`);
}
