import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { RUN_DIR } from './paths.mjs';
import { buildPortalConfig } from './portalConfig.mjs';

test('moves page, API and allowed origin together to the port in use', () => {
  assert.deepEqual(buildPortalConfig(7010), {
    app: { baseUrl: 'http://localhost:7010' },
    backend: {
      baseUrl: 'http://localhost:7010',
      listen: { port: 7010 },
      cors: { origin: 'http://localhost:7010' },
      reading: {
        allow: [
          {
            host: 'localhost:7010',
            paths: ['/api/scaffolder/realtime/published/'],
          },
        ],
      },
    },
    realtime: { publishLocal: { root: join(RUN_DIR, 'published-7010') } },
  });
});

test('points the names of app-config.yaml at the sandbox', () => {
  const { realtime } = buildPortalConfig(7007, {
    kafkaBrokers: ['127.0.0.1:40001'],
    schemaRegistryUrl: 'http://127.0.0.1:40005',
    mqttUrl: 'mqtt://127.0.0.1:40002',
    websocketUrl: 'ws://127.0.0.1:40003/ws/pong',
    prometheusUrl: 'http://127.0.0.1:40005',
    kubernetes: {
      url: 'https://127.0.0.1:40004',
      token: 'a-token',
      caData: 'UEVN',
    },
  });
  const { kinds, ...cluster } = realtime.kubernetes.clusters.local;
  assert.ok(kinds.includes('Rollout.argoproj.io'));
  assert.deepEqual(cluster, {
    url: 'https://127.0.0.1:40004',
    serviceAccountToken: 'a-token',
    caData: 'UEVN',
  });
  const { kubernetes: _, ...others } = realtime;
  assert.deepEqual(others, {
    kafka: {
      clusters: {
        local: {
          brokers: ['127.0.0.1:40001'],
          schemaRegistry: { url: 'http://127.0.0.1:40005' },
        },
      },
    },
    mqtt: { brokers: { local: { url: 'mqtt://127.0.0.1:40002' } } },
    websocket: {
      endpoints: { 'ping-pong': { url: 'ws://127.0.0.1:40003/ws/pong' } },
    },
    prometheus: { instances: { local: { url: 'http://127.0.0.1:40005' } } },
    publishLocal: { root: join(RUN_DIR, 'published-7007') },
  });
});
