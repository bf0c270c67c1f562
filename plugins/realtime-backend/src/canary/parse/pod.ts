import type { RolloutPod } from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import {
  countAt,
  fieldsAt,
  fieldsOf,
  listAt,
  textAt,
  type Fields,
} from './fields';
import { readIdentity, type ObjectIdentity } from './metadata';

/** A pod, as far as its revision is concerned. */
export interface PodObject extends ObjectIdentity, RolloutPod {}

export function parsePod(object: KubernetesObject): PodObject {
  const status = fieldsOf(object.status);
  const containers = [
    ...listAt(status, 'initContainerStatuses'),
    ...listAt(status, 'containerStatuses'),
  ].map(fieldsOf);
  const isLeaving = object.metadata.deletionTimestamp !== undefined;
  return {
    ...readIdentity(object),
    phase: isLeaving ? 'Terminating' : (textAt(status, 'phase') ?? 'Unknown'),
    isReady: !isLeaving && isConditionTrue(status, 'Ready'),
    restarts: containers.reduce(
      (sum, each) => sum + countAt(each, 'restartCount'),
      0,
    ),
    reason: readReason(status, containers),
  };
}

/** Waits that are part of every start, and so no reason for anything. */
const USUAL = ['ContainerCreating', 'PodInitializing'];

/** Why it does not run, most telling first. */
function readReason(
  status: Fields,
  containers: readonly Fields[],
): string | undefined {
  const waits = containers.map(each =>
    textAt(fieldsAt(each, 'state', 'waiting'), 'reason'),
  );
  const ends = containers.map(each => fieldsAt(each, 'state', 'terminated'));
  const failed = ends
    .filter(each => countAt(each, 'exitCode') !== 0)
    .map(each => textAt(each, 'reason'));
  const unscheduled = conditionsOf(status)
    .filter(each => each.type === 'PodScheduled' && each.status === 'False')
    .map(each => textAt(each, 'reason'));
  return [
    ...waits.filter(reason => reason && !USUAL.includes(reason)),
    ...failed,
    ...unscheduled,
    textAt(status, 'reason'),
  ].find(reason => reason !== undefined);
}

function isConditionTrue(status: Fields, type: string): boolean {
  return conditionsOf(status).some(
    each => each.type === type && each.status === 'True',
  );
}

function conditionsOf(status: Fields): Fields[] {
  return listAt(status, 'conditions').map(fieldsOf);
}
