import {
  formatTaskLogEntry,
  toManifestRef,
  type Manifest,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  KubernetesClient,
  KubernetesObject,
} from '@backstage-realtime/plugin-realtime-node';
import { TASK_LABEL, toTaskLabel } from './marks';
import type { Step } from './services';

/** What the cluster answered; `planned` and empty ids in a dry run. */
export type AppliedResource = {
  apiVersion: string;
  kind: string;
  namespace: string;
  name: string;
  uid: string;
  resourceVersion: string;
  operation: 'created' | 'changed' | 'unchanged' | 'planned';
};

/** How far manifests are taken. */
export interface Applying {
  /** Ends after the dry run: the cluster is asked whether it would take them. */
  isTrial?: boolean;
}

/**
 * Applies manifests in their order, after a dry run of all of them, so that a
 * mistake in the last one is found before the first one exists. Each is a
 * checkpoint of its own. An object that this task creates carries its id, and
 * keeps it: run again after a crash, the step still knows what it created.
 */
export async function applyAll(
  step: Step,
  client: KubernetesClient,
  manifests: readonly Manifest[],
  { isTrial = false }: Applying = {},
): Promise<AppliedResource[]> {
  const { signal } = step;
  const label = toTaskLabel(step.task.id);
  for (const manifest of manifests) {
    const before = await client.get(toManifestRef(manifest), { signal });
    const marked = markTask(manifest, before, label);
    await client.apply(marked, { signal, isDryRun: true });
  }
  const detail = `dry run on the Kubernetes cluster ${client.cluster}`;
  const accepted = { subject: count(manifests.length), change: 'accepted' };
  step.logger.info(formatTaskLogEntry({ kind: 'ok', ...accepted, detail }));
  if (step.isDryRun || isTrial) return manifests.map(toPlanned);
  const applied: AppliedResource[] = [];
  for (const manifest of manifests) {
    const ref = toManifestRef(manifest);
    const resource = await step.checkpoint({
      key: ['apply', client.cluster, ...Object.values(ref)].join('.'),
      fn: () => applyOne(client, manifest, label, signal),
    });
    step.logger.info(sayApplied(resource));
    applied.push(resource);
  }
  return applied;
}

async function applyOne(
  client: KubernetesClient,
  manifest: Manifest,
  label: string,
  signal: AbortSignal | undefined,
): Promise<AppliedResource> {
  const ref = toManifestRef(manifest);
  const before = await client.get(ref, { signal });
  const after = await client.apply(markTask(manifest, before, label), {
    signal,
  });
  const { uid = '', resourceVersion = '' } = after.metadata;
  return {
    ...ref,
    uid,
    resourceVersion,
    operation: toOperation(before, after, label),
  };
}

function toOperation(
  before: KubernetesObject | undefined,
  after: KubernetesObject,
  label: string,
): AppliedResource['operation'] {
  if (after.metadata.labels?.[TASK_LABEL] === label) return 'created';
  const { resourceVersion } = after.metadata;
  return before?.metadata.resourceVersion === resourceVersion
    ? 'unchanged'
    : 'changed';
}

/** With the id of the task that created the object: this one, unless it is there already. */
function markTask(
  manifest: Manifest,
  before: KubernetesObject | undefined,
  label: string,
): Manifest {
  const creator = before ? before.metadata.labels?.[TASK_LABEL] : label;
  if (creator === undefined) return manifest;
  const { metadata } = manifest;
  const labels = { ...metadata.labels, [TASK_LABEL]: creator };
  return { ...manifest, metadata: { ...metadata, labels } };
}

function toPlanned(manifest: Manifest): AppliedResource {
  const ref = toManifestRef(manifest);
  return { ...ref, uid: '', resourceVersion: '', operation: 'planned' };
}

function sayApplied(resource: AppliedResource): string {
  const { kind, name, namespace, operation, resourceVersion } = resource;
  return formatTaskLogEntry({
    kind: 'ok',
    subject: name,
    change: operation,
    detail: `${kind} in ${namespace}, version ${resourceVersion}`,
  });
}

function count(manifests: number): string {
  return manifests === 1 ? '1 manifest' : `${manifests} manifests`;
}
