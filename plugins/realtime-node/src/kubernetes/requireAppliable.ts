import {
  checkBundle,
  describeFinding,
  kindName,
  ownKindNames,
  RealtimeError,
  type BundleEntry,
  type ClaimApi,
  type Manifest,
  type ManifestFinding,
} from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesClusters } from './KubernetesClusters';

/** Where manifests are meant to go. @public */
export interface ApplyTarget {
  /** As in app-config. */
  cluster: string;
  clusters: KubernetesClusters;
  claimApi: ClaimApi;
  /** For manifests that name none. Default `default`. */
  namespace?: string;
}

/**
 * The manifests of a bundle, fit to be sent: of kinds and in namespaces that
 * app-config allows on this cluster, without mistakes that can be found here,
 * and without secrets. They are sent with the credential of the portal on
 * behalf of people who have none, so nothing else may pass, be it applied or
 * compared. Throws `realtime.manifest.invalid` with every mistake, `findings`
 * of earlier gates among them, and `realtime.kubernetes.unknown-cluster`.
 * @public
 */
export function requireAppliable(
  entries: readonly BundleEntry[],
  { cluster, clusters, claimApi, namespace = 'default' }: ApplyTarget,
  findings: readonly ManifestFinding[] = [],
): Manifest[] {
  const { kinds } = clusters.settingsOf(cluster);
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
    requirePlace(manifest, cluster, clusters, [
      ...ownKindNames(claimApi),
      ...kinds,
    ]);
  return manifests;
}

function requirePlace(
  manifest: Manifest,
  cluster: string,
  clusters: KubernetesClusters,
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
