import {
  checkBundle,
  describeFinding,
  kindName,
  ownKindNames,
  RealtimeError,
  type Manifest,
} from '@backstage-realtime/plugin-realtime-common';
import { readBundle, type BundleInput } from './readBundle';
import type { ActionServices, Step } from './services';

/** Which cluster, and what is sent to it. */
interface ApplyInput extends BundleInput {
  kubernetesCluster: string;
  namespace?: string;
}

/**
 * The manifests of a step, fit to be sent: of kinds and in namespaces that
 * app-config allows on this cluster, without mistakes that can be found here,
 * and without secrets. A template is written by many and runs with the
 * credential of the portal, so nothing else may pass.
 */
export async function readAppliable(
  step: Step,
  { clusters, claimApi }: Pick<ActionServices, 'clusters' | 'claimApi'>,
  { kubernetesCluster, namespace = 'default', ...input }: ApplyInput,
): Promise<Manifest[]> {
  const { kinds } = clusters.settingsOf(kubernetesCluster);
  const { entries, findings } = await readBundle(step, input);
  const placed = entries.map(({ file, value }) => ({
    file,
    value: withNamespace(value, namespace),
  }));
  const check = checkBundle(placed, { api: claimApi, otherKinds: kinds });
  const errors = [...findings, ...check.findings].filter(
    ({ severity }) => severity === 'error',
  );
  if (errors.length > 0) throw invalid(errors.map(describeFinding).join('; '));
  if (placed.length === 0) throw invalid('there is no manifest to apply');
  // Whatever has no error has been read, or is of a kind that is allowed.
  const manifests = placed.map(({ value }) => value as Manifest);
  for (const manifest of manifests)
    requirePlace(manifest, kubernetesCluster, clusters, [
      ...ownKindNames(claimApi),
      ...kinds,
    ]);
  return manifests;
}

function requirePlace(
  manifest: Manifest,
  cluster: string,
  clusters: ActionServices['clusters'],
  kinds: string[],
): void {
  if (!kinds.includes(kindName(manifest)))
    throw invalid(
      `${kindName(manifest)} may not be created by templates; allowed are ${kinds.join(', ')}`,
    );
  const { namespace = '' } = manifest.metadata;
  if (!clusters.allowsNamespace(cluster, namespace))
    throw invalid(
      `metadata.namespace: templates may not create in "${namespace}" of the Kubernetes cluster ${cluster}; choose another namespace`,
    );
}

function withNamespace(value: unknown, namespace: string): unknown {
  const manifest = value as Partial<Manifest> | null;
  if (typeof manifest?.metadata !== 'object' || manifest.metadata === null)
    return value;
  return { ...manifest, metadata: { namespace, ...manifest.metadata } };
}

function invalid(message: string): RealtimeError {
  return new RealtimeError('realtime.manifest.invalid', `${message}.`);
}
