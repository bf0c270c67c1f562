import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { once } from 'node:events';
import { test } from 'node:test';
import { startSandbox } from './sandbox.mjs';

test(
  'says which Kafka the sandbox runs and where everything answers',
  { timeout: 120_000 },
  async t => {
    const sandbox = await startSandbox();
    t.after(() => sandbox.stop());

    assert.match(sandbox.kafkaDescription, /Apache Kafka|stand-in/);
    const { kafkaBrokers, kubernetes, mqttUrl, websocketUrl } =
      sandbox.addresses;
    const broker = `tcp://${kafkaBrokers[0]}`;
    const urls = [broker, mqttUrl, websocketUrl, kubernetes.url];
    for (const { hostname, port } of urls.map(url => new URL(url))) {
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      socket.destroy();
    }
  },
);
