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

/** Everything that actions may have made, in all namespaces. */
export async function allObjects(
  client: KubernetesClient,
): Promise<KubernetesObject[]> {
  const lists = await Promise.all(
    KINDS.map(kind => listObjects(client, kind, undefined)),
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

/** Path of an ApplicationClaim of `default`. */
export function claimPath(name: string): string {
  return `/apis/${claims}/namespaces/default/applicationclaims/${name}`;
}
