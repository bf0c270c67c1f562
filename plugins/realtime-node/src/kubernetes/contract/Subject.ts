import {
  buildClaims,
  type Manifest,
} from '@backstage-realtime/plugin-realtime-common';
import type { TestCluster } from '../../testUtils/startKubernetes';
import type { KubernetesClient } from '../KubernetesClient';

/** A cluster while tests run, and a client with every right on it. */
export interface Subject extends TestCluster {
  client: KubernetesClient;
}

/** A claim of a service that the cluster takes, unless `spec` spoils it. */
export function claimOf(name: string, spec: object = {}): Manifest {
  const built = buildClaims({
    application: {
      name,
      language: 'python',
      framework: 'fastapi',
      image: 'registry.example.org/a:1.0.0',
      ...spec,
    },
    target: { namespace: 'team-a' },
  });
  if (!built.ok) throw new Error('a form of the test is wrong');
  return built.manifests[0];
}
