import {
  RealtimeError,
  toManifestRef,
  type ClaimApi,
  type CreateDiff,
  type Manifest,
  type ManifestDiff,
} from '@backstage-realtime/plugin-realtime-common';
import {
  requireAppliable,
  type KubernetesClient,
  type KubernetesClusters,
} from '@backstage-realtime/plugin-realtime-node';
import { compareObjects } from './compareObjects';

/** What is compared, and for whom. */
export interface DiffRequest {
  kubernetesCluster: string;
  /** As they came; the gates read them. */
  manifests: readonly unknown[];
  /** Whether the caller may see values that are on the cluster now. */
  mayReadClaims: boolean;
  signal?: AbortSignal;
}

/**
 * What applying the manifests would do, by a dry run of each: nothing is
 * written. They pass the same gates as those that are applied; a mistake is
 * `realtime.manifest.invalid`. What the cluster refuses is an answer.
 */
export async function diffManifests(
  { kubernetesCluster: cluster, manifests, ...request }: DiffRequest,
  { clusters, claimApi }: { clusters: KubernetesClusters; claimApi: ClaimApi },
): Promise<CreateDiff> {
  const entries = manifests.map(value => ({ file: '', value }));
  const fit = requireAppliable(entries, { cluster, clusters, claimApi });
  const client = clusters.get(cluster);
  const diffs: ManifestDiff[] = [];
  // One after the other, as they are applied: few, and kind to the API server.
  for (const manifest of fit)
    diffs.push(await diffOne(client, manifest, request));
  return { manifests: diffs };
}

type Looking = Pick<DiffRequest, 'mayReadClaims' | 'signal'>;

async function diffOne(
  client: KubernetesClient,
  manifest: Manifest,
  { mayReadClaims, signal }: Looking,
): Promise<ManifestDiff> {
  const ref = toManifestRef(manifest);
  try {
    const live = await client.get(ref, { signal });
    const options = { signal, isDryRun: true };
    const planned = await client.apply(manifest, options);
    if (!live) return { ref, operation: 'created' };
    const { changes, moreChanges } = compareObjects(live, planned);
    if (changes.length === 0) return { ref, operation: 'unchanged' };
    return {
      ref,
      operation: 'changed',
      changes: mayReadClaims
        ? changes
        : changes.map(({ from: _hidden, ...change }) => change),
      moreChanges,
    };
  } catch (error) {
    if (!(error instanceof RealtimeError)) throw error;
    const { code, message } = error;
    return { ref, operation: 'refused', code, message };
  }
}
