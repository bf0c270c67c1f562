import { DEFAULT_CLAIM_API } from '@backstage-realtime/plugin-realtime-common';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createActions } from '../actions';
import type { NameServices } from '../operations/names/nameServices';
import { LocalPublisher } from '../publish/LocalPublisher';
import { allObjects, WORKLOAD_KINDS } from './cluster';
import { clustersOf, startKubernetes } from './startKubernetes';
import { steeredPermissions } from './steeredPermissions';

/** An entity that the catalog has. */
const TAKEN = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'taken-entity', namespace: 'default' },
};

const BASE_URL = 'http://localhost:7007/api/scaffolder';

/** The actions as the module makes them, with a real Kubernetes API and a folder to publish to. */
export async function aPortal(
  clusters: Record<string, object> = {},
  realtimeUrl = 'http://127.0.0.1:9',
) {
  const kubernetes = await startKubernetes();
  const root = await mkdtemp(join(tmpdir(), 'realtime-published-'));
  const bounds = { maxFiles: 20, maxBytes: 10_000 };
  const steered = steeredPermissions();
  const actions = createActions({
    clusters: clustersOf({
      local: kubernetes.admin,
      wide: { ...kubernetes.admin, kinds: WORKLOAD_KINDS },
      away: { url: 'https://127.0.0.1:9' },
      personal: {
        ...kubernetes.admin,
        serviceAccountToken: undefined,
        asUser: true,
      },
      ...clusters,
    }),
    permissions: steered.permissions,
    claimApi: DEFAULT_CLAIM_API,
    names: namesOf(realtimeUrl),
    publisher: LocalPublisher.create({ root, ...bounds }, async () => BASE_URL),
  });
  return {
    kubernetes,
    client: kubernetes.clusters.get('local'),
    root,
    actions,
    ...steered,
    action: (id: string) => {
      const found = actions.find(each => each.id === id);
      if (!found) throw new Error(`no action ${id}`);
      return found;
    },
    /** Forgets what was made, for the next test. */
    empty: async () => {
      const client = kubernetes.clusters.get('local');
      for (const { apiVersion, kind, metadata } of await allObjects(client)) {
        const { name, namespace = '', uid = '' } = metadata;
        await client.remove({ apiVersion, kind, namespace, name }, { uid });
      }
      for (const name of await readdir(root))
        await rm(join(root, name), { recursive: true });
    },
    close: async () => {
      await kubernetes.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

function namesOf(realtimeUrl: string): NameServices {
  const getBaseUrl = async () => realtimeUrl;
  return {
    auth: mockServices.auth(),
    catalog: catalogServiceMock({ entities: [TAKEN] }),
    discovery: { getBaseUrl, getExternalBaseUrl: getBaseUrl },
    known: {
      kafkaCluster: ['main', 'edge'],
      mqttBroker: ['main'],
      websocketEndpoint: [],
    },
  };
}

/** What {@link aPortal} gives. */
export type Portal = Awaited<ReturnType<typeof aPortal>>;
