import {
  REALTIME_PLATFORM_CLAIM,
  type Manifest,
} from '@backstage-realtime/plugin-realtime-common';
import { requireAppliable } from '@backstage-realtime/plugin-realtime-node';
import { readBundle, type BundleInput } from './readBundle';
import type { ActionServices, Step } from './services';

/** Which cluster, and what is sent to it. */
interface ApplyInput extends BundleInput {
  kubernetesCluster: string;
  namespace?: string;
}

/** The manifests of a step in the order they are sent, and fit to be; see `requireAppliable`. */
export async function readAppliable(
  step: Step,
  { clusters, claimApi }: Pick<ActionServices, 'clusters' | 'claimApi'>,
  { kubernetesCluster, namespace, ...input }: ApplyInput,
): Promise<Manifest[]> {
  clusters.settingsOf(kubernetesCluster);
  const { entries, findings } = await readBundle(step, input);
  const cluster = kubernetesCluster;
  const target = { cluster, clusters, claimApi, namespace };
  return platformsFirst(requireAppliable(entries, target, findings));
}

/** What others stand on comes first; the rest keeps its order. */
function platformsFirst(manifests: readonly Manifest[]): Manifest[] {
  const isPlatform = ({ kind }: Manifest) => kind === REALTIME_PLATFORM_CLAIM;
  return [
    ...manifests.filter(isPlatform),
    ...manifests.filter(each => !isPlatform(each)),
  ];
}
