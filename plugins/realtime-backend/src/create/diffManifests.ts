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
  type KubernetesObject,
} from '@backstage-realtime/plugin-realtime-node';
import type { Clock } from '../clock';
import { compareObjects } from './compareObjects';
import { findTopicRisks } from './topicRisks';
import { toManifestLines } from './toManifestLines';

/** What is compared, and for whom. */
export interface DiffRequest {
  kubernetesCluster: string;
  /** As they came; the gates read them. */
  manifests: readonly unknown[];
  /** Whether the caller may see values that are on the cluster now. */
  mayReadClaims: boolean;
  /** Of the caller, where one came; see `KubernetesClusters.getFor`. */
  token?: string;
  signal?: AbortSignal;
}

/** What a comparison is done with. */
export interface DiffServices {
  clusters: KubernetesClusters;
  claimApi: ClaimApi;
  clock: Clock;
}

/**
 * What applying the manifests would do, by a dry run of each: nothing is
 * written. They pass the same gates as those that are applied; a mistake is
 * `realtime.manifest.invalid`. What the cluster refuses is an answer, and so is
 * a cluster that takes nothing but the token of a user, when none came.
 */
export async function diffManifests(
  { kubernetesCluster: cluster, manifests, token, ...request }: DiffRequest,
  { clusters, claimApi, clock }: DiffServices,
): Promise<CreateDiff> {
  const entries = manifests.map(value => ({ file: '', value }));
  const fit = requireAppliable(entries, { cluster, clusters, claimApi });
  const diffs: ManifestDiff[] = [];
  // One after the other, as they are applied: few, and kind to the API server.
  for (const manifest of fit)
    diffs.push(
      await diffOne(() => clusters.getFor(cluster, token), manifest, {
        ...request,
        clock,
      }),
    );
  return { manifests: diffs };
}

type Looking = Pick<DiffRequest, 'mayReadClaims' | 'signal'> & { clock: Clock };

async function diffOne(
  findClient: () => KubernetesClient,
  manifest: Manifest,
  looking: Looking,
): Promise<ManifestDiff> {
  const ref = toManifestRef(manifest);
  const { signal, clock } = looking;
  try {
    const client = findClient();
    const request = await client.describeApply(ref, { signal });
    const live = await client.get(ref, { signal });
    const readAtMs = clock.now();
    const options = { signal, isDryRun: true };
    const planned = await client.apply(manifest, options);
    if (!live) return { ref, request, operation: 'created' };
    return {
      ref,
      request,
      ...toChange({ live, readAtMs, planned }, looking.mayReadClaims),
    };
  } catch (error) {
    if (!(error instanceof RealtimeError)) throw error;
    const { code, message } = error;
    return { ref, operation: 'refused', code, message };
  }
}

interface BeforeAndAfter {
  live: KubernetesObject;
  readAtMs: number;
  planned: KubernetesObject;
}

function toChange(
  { live, readAtMs, planned }: BeforeAndAfter,
  mayRead: boolean,
) {
  const { changes, moreChanges } = compareObjects(live, planned);
  if (changes.length === 0) return { operation: 'unchanged' as const };
  const risks = findTopicRisks(live, planned);
  const operation = 'changed' as const;
  if (!mayRead)
    return {
      operation,
      changes: changes.map(withoutFrom),
      moreChanges,
      risks: risks.map(withoutFrom),
    };
  const lines = [toManifestLines(live), toManifestLines(planned)];
  const [before, after] = lines;
  const { resourceVersion = '' } = live.metadata;
  return {
    operation,
    changes,
    moreChanges,
    risks,
    ...(before &&
      after && {
        comparison: { readAtMs, resourceVersion, live: before, planned: after },
      }),
  };
}

function withoutFrom<T extends { from?: unknown }>({
  from: _hidden,
  ...rest
}: T) {
  return rest;
}
