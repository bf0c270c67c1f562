import {
  MAX_PODS,
  type FindingValue,
  type RolloutPod,
  type RolloutRevision,
} from '@backstage-realtime/plugin-realtime-common';
import type { ReplicaSetObject } from '../objects';
import { name } from './say';
import type { RolloutView } from './RolloutView';

/** Both sides of a rollout; one where no update is under way. */
export function readRevisions(view: RolloutView): RolloutRevision[] {
  const { stable, canary } = view;
  return [
    ...(stable ? [toRevision(stable, 'stable', view)] : []),
    ...(canary ? [toRevision(canary, 'canary', view)] : []),
  ];
}

/** Pods of a ReplicaSet, those that do not run first. */
export function podsOf(
  { name: owner }: ReplicaSetObject,
  { pods = [] }: RolloutView,
): RolloutPod[] {
  return pods
    .filter(pod => pod.owner?.kind === 'ReplicaSet' && pod.owner.name === owner)
    .map(({ name: pod, phase, isReady, restarts, reason }) => ({
      name: pod,
      phase,
      isReady,
      restarts,
      reason,
    }))
    .sort(
      (a, b) =>
        Number(a.isReady) - Number(b.isReady) || a.name.localeCompare(b.name),
    );
}

function toRevision(
  replicaSet: ReplicaSetObject,
  role: RolloutRevision['role'],
  view: RolloutView,
): RolloutRevision {
  const { podHash = '', revision, images, createdAtMs } = replicaSet;
  const { desired, ready, available } = replicaSet;
  const isDown = role === 'canary' && desired === 0;
  return {
    role,
    revision,
    podHash,
    images,
    desired,
    ready,
    available,
    createdAtMs,
    endedAtMs: isDown ? view.abort?.atMs : undefined,
    pods: podsOf(replicaSet, view).slice(0, MAX_PODS),
  };
}

/** Number of the newest revision; its hash where the number is not told. */
export function currentRevision({
  canary,
  currentHash,
  rollout,
}: RolloutView): FindingValue {
  return name(canary?.revision ?? rollout.revision ?? currentHash ?? '–');
}

/** The same of the stable one. */
export function stableRevision({
  stable,
  stableHash,
}: RolloutView): FindingValue {
  return name(stable?.revision ?? stableHash ?? '–');
}
