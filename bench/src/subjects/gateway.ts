import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import realtimePlugin from '@backstage-realtime/plugin-realtime-backend';
import { serveRole } from '../harness/roles';

const UNBOUNDED = 1_000_000;

interface StartRequest {
  port: number;
  bootstrap: string;
  topic: string;
  /** Overrides of `realtime.engine`. */
  engine?: Record<string, number>;
}

/**
 * The system under test: the whole plugin in a backend of its own, with real
 * sockets, database, access checks and heartbeats. Only sign-in, catalog and
 * permission answers are fixed, and the limits on viewers are lifted.
 */
async function start(request: StartRequest) {
  const backend = createBackend();
  backend.add(mockServices.rootConfig.factory({ data: configFor(request) }));
  backend.add(mockServices.rootLogger.factory({ level: 'warn' }));
  backend.add(mockServices.auth.factory());
  backend.add(mockServices.httpAuth.factory());
  backend.add(mockServices.permissions.factory());
  backend.add(
    catalogServiceMock.factory({ entities: [entityFor(request.topic)] }),
  );
  backend.add(realtimePlugin);
  await backend.start();
  return { port: request.port };
}

function entityFor(topic: string) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'bench',
      namespace: 'default',
      annotations: { 'backstage-realtime.io/kafka-topics': `bench/${topic}` },
    },
  };
}

function configFor({ port, bootstrap, engine }: StartRequest) {
  const url = `http://127.0.0.1:${port}`;
  return {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    realtime: {
      kafka: {
        clusters: {
          bench: { brokers: bootstrap.split(','), records: { enabled: true } },
        },
      },
      access: { allow: [{ name: 'everything' }] },
      masking: { applyDefault: false },
      engine: { scanBudgetRecords: 100_000_000, ...engine },
      gateway: {
        socketsPerUser: UNBOUNDED,
        socketsPerProcess: UNBOUNDED,
        streamsPerUser: UNBOUNDED,
        streamsPerEntity: UNBOUNDED,
        streamsPerProcess: UNBOUNDED,
        commandsPerSecond: UNBOUNDED,
        stalledMs: 600_000,
      },
    },
  };
}

/** Memory is compared after garbage was collected, or it says more about timing than about use. */
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Bytes the process holds: objects of V8, and buffers outside of them. */
function heldBytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

serveRole({ start, collectGarbage, heldBytes });
