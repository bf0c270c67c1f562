import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import realtimePlugin from '@backstage-realtime/plugin-realtime-backend';

const UNBOUNDED = 1_000_000;
/** Bytes a second: more than a machine can read, so that pacing runs and never waits. */
const UNPACED = 1e12;

/** What differs from one scenario to the next. */
export interface PluginStart {
  port: number;
  /** Of the one entity, `component:default/bench`. */
  annotations: Record<string, string>;
  /** The section `realtime` of app-config, besides the limits on viewers. */
  realtime: JsonObject;
}

/**
 * The system under test: the whole plugin in a backend of its own, with real
 * sockets, database, access checks and heartbeats. Only sign-in, catalog and
 * permission answers are fixed, and the limits on viewers are lifted.
 */
export async function startPlugin(request: PluginStart) {
  const backend = createBackend();
  backend.add(mockServices.rootConfig.factory({ data: configFor(request) }));
  backend.add(mockServices.rootLogger.factory({ level: 'warn' }));
  backend.add(mockServices.auth.factory());
  backend.add(mockServices.httpAuth.factory());
  backend.add(mockServices.permissions.factory());
  backend.add(catalogServiceMock.factory({ entities: [entityFor(request)] }));
  backend.add(realtimePlugin);
  await backend.start();
  return { port: request.port };
}

function entityFor({ annotations }: PluginStart) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'bench', namespace: 'default', annotations },
  };
}

function configFor({ port, realtime }: PluginStart) {
  const url = `http://127.0.0.1:${port}`;
  return {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    realtime: {
      gateway: {
        socketsPerUser: UNBOUNDED,
        socketsPerProcess: UNBOUNDED,
        streamsPerUser: UNBOUNDED,
        streamsPerEntity: UNBOUNDED,
        streamsPerSystem: UNBOUNDED,
        streamsPerProcess: UNBOUNDED,
        commandsPerSecond: UNBOUNDED,
        stalledMs: 600_000,
      },
      ...realtime,
      engine: {
        systemBytesPerSecond: UNPACED,
        ...(realtime.engine as JsonObject | undefined),
      },
    },
  };
}
