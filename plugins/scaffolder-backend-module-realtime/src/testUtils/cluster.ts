import {
  DEFAULT_CLAIM_API,
  claimApiVersion,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  KubernetesClient,
  KubernetesObject,
} from '@backstage-realtime/plugin-realtime-node';
import { ApiCaller } from '@backstage-realtime/sandbox/kubernetes';
import { listObjects } from '../operations/listObjects';
import type { startKubernetes } from './startKubernetes';

const claims = claimApiVersion(DEFAULT_CLAIM_API);

const KINDS = [
  { apiVersion: claims, kind: 'RealtimePlatformClaim' },
  { apiVersion: claims, kind: 'ApplicationClaim' },
  { apiVersion: 'core.oam.dev/v1beta1', kind: 'Application' },
  { apiVersion: 'kafka.strimzi.io/v1', kind: 'KafkaTopic' },
];

/** What a service with canary rollouts is applied as; a cluster has to allow these kinds. */
const WORKLOADS = [
  { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' },
  { apiVersion: 'argoproj.io/v1alpha1', kind: 'AnalysisTemplate' },
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  { apiVersion: 'apps/v1', kind: 'StatefulSet' },
  { apiVersion: 'v1', kind: 'Service' },
  { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
];

/** {@link WORKLOADS} as app-config allows them. */
export const WORKLOAD_KINDS = WORKLOADS.map(({ apiVersion, kind }) =>
  apiVersion.includes('/') ? `${kind}.${apiVersion.split('/')[0]}` : kind,
);

/** Everything that actions may have made, in all namespaces. */
export async function allObjects(
  client: KubernetesClient,
): Promise<KubernetesObject[]> {
  const lists = await Promise.all(
    [...KINDS, ...WORKLOADS].map(kind => listObjects(client, kind, undefined)),
  );
  return lists.flat();
}

/** Something somebody else does to an object; the body is a merge patch. */
export async function patch(
  { api }: Awaited<ReturnType<typeof startKubernetes>>,
  path: string,
  body: object,
  query = '',
): Promise<void> {
  const caller = new ApiCaller(api, api.tokens.admin);
  const { code } = await caller.patch(
    `${path}${query}`,
    'merge-patch+json',
    body,
  );
  if (code !== 200) throw new Error(`the cluster answered ${code}`);
}

/** Path of an object of ours in `default`. */
export function claimPath(
  name: string,
  plural: 'applicationclaims' | 'realtimeplatformclaims' = 'applicationclaims',
): string {
  return `/apis/${claims}/namespaces/default/${plural}/${name}`;
}

/** Path of an OAM Application of `default`. */
export function applicationPath(name: string): string {
  return `/apis/core.oam.dev/v1beta1/namespaces/default/applications/${name}`;
}
