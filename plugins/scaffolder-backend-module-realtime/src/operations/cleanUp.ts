import {
  describeManifest,
  RealtimeError,
} from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesClient } from '@backstage-realtime/plugin-realtime-node';
import type { AppliedResource } from './applyAll';
import { findOfTask } from './findOfTask';
import type { ActionServices, Step } from './services';

/** One thing and what became of it. */
export type CleanUpLine = { what: string; reason: string };

export type CleanUpOutcome = { removed: CleanUpLine[]; kept: CleanUpLine[] };

const NOT_CONFIRMED =
  'this task created it; realtime:cleanup with confirm removes it';

interface CleanUpOrder {
  isConfirmed: boolean;
  kubernetesCluster?: string;
  /** Of the user, where one came. */
  token?: string;
  namespace: string;
  /** Manifests of the workspace, whose objects are looked for too. */
  path?: string;
  appliedResources?: AppliedResource[];
  published?: string;
}

/**
 * Removes what a task created, the last first, as later objects stand on
 * earlier ones. Each is removed by its `uid`: an object of the same name that
 * came since stays. Without a list, objects that carry the id of this task
 * are looked for, so that a step that failed half-way leaves nothing behind:
 * all of our kinds, and of others those that the manifests at `path` name.
 */
export async function cleanUp(
  step: Step,
  services: ActionServices,
  order: CleanUpOrder,
): Promise<CleanUpOutcome> {
  const lines: CleanUpOutcome = { removed: [], kept: [] };
  if (order.kubernetesCluster) {
    const client = services.clusters.getFor(
      order.kubernetesCluster,
      order.token,
    );
    const found =
      order.appliedResources ??
      (await findOfTask(step, client, services, {
        ...order,
        kubernetesCluster: order.kubernetesCluster,
      }));
    for (const resource of [...found].reverse())
      await removeOne(step, client, resource, order.isConfirmed, lines);
  }
  step.signal?.throwIfAborted();
  if (order.published) await removePublished(step, services, order, lines);
  return lines;
}

async function removeOne(
  { signal }: Step,
  client: KubernetesClient,
  resource: AppliedResource,
  isConfirmed: boolean,
  { removed, kept }: CleanUpOutcome,
): Promise<void> {
  const what = describeManifest(resource);
  const keep = (reason: string) => kept.push({ what, reason });
  if (resource.operation !== 'created' || !resource.uid)
    keep('this task did not create it');
  else if (!isConfirmed) keep(NOT_CONFIRMED);
  else if (await client.remove(resource, { uid: resource.uid, signal }))
    removed.push({ what, reason: 'this task created it' });
  else keep('it is gone, or another one has its name by now');
}

async function removePublished(
  { task }: Step,
  { publisher }: ActionServices,
  { published = '', isConfirmed }: CleanUpOrder,
  { removed, kept }: CleanUpOutcome,
): Promise<void> {
  const what = `published project ${published}`;
  if (!publisher)
    throw new RealtimeError(
      'realtime.publish.refused',
      'This portal publishes nothing locally, so there is nothing to remove; leave published out.',
    );
  if (!(await publisher.isOf(published, task.id)))
    kept.push({ what, reason: 'this task did not publish it' });
  else if (!isConfirmed) kept.push({ what, reason: NOT_CONFIRMED });
  else if (await publisher.remove(published, task.id))
    removed.push({ what, reason: 'this task published it' });
}
