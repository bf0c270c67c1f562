import type { Manifest } from '@backstage-realtime/plugin-realtime-common';
import { requireAppliable } from '@backstage-realtime/plugin-realtime-node';
import { readBundle, type BundleInput } from './readBundle';
import type { ActionServices, Step } from './services';

/** Which cluster, and what is sent to it. */
interface ApplyInput extends BundleInput {
  kubernetesCluster: string;
  namespace?: string;
}

/** The manifests of a step, fit to be sent to the cluster; see `requireAppliable`. */
export async function readAppliable(
  step: Step,
  { clusters, claimApi }: Pick<ActionServices, 'clusters' | 'claimApi'>,
  { kubernetesCluster, namespace, ...input }: ApplyInput,
): Promise<Manifest[]> {
  clusters.settingsOf(kubernetesCluster);
  const { entries, findings } = await readBundle(step, input);
  const cluster = kubernetesCluster;
  const target = { cluster, clusters, claimApi, namespace };
  return requireAppliable(entries, target, findings);
}
