import type {
  Finding,
  RolloutPod,
} from '@backstage-realtime/plugin-realtime-common';
import { currentRevision, podsOf } from './revisions';
import type { RolloutView } from './RolloutView';
import { count, name, say } from './say';

/** Reasons of pods that waiting alone does not mend. */
const STUCK =
  /^(ImagePullBackOff|ErrImagePull|InvalidImageName|CrashLoopBackOff|Error|OOMKilled|CreateContainer\w*Error|RunContainerError|Unschedulable|Evicted)$/;

/** What keeps the pods of the newest revision from being ready. */
export function tellPods(view: RolloutView): {
  details: Finding[];
  next?: Finding;
  areStuck: boolean;
} {
  const replicaSet = view.canary ?? view.stable;
  if (!replicaSet) return { details: [], areStuck: false };
  const { desired, ready } = replicaSet;
  const waiting =
    ready < desired
      ? [
          say('canary.pods.waiting', {
            ready: count(ready),
            desired: count(desired),
            revision: currentRevision(view),
          }),
        ]
      : [];
  const stuck = podsOf(replicaSet, view).filter(isStuck);
  if (stuck.length === 0) return { details: waiting, areStuck: false };
  const values = { pod: name(stuck[0].name), reason: name(reasonOf(stuck[0])) };
  return {
    details: [
      ...waiting,
      say('canary.pods.stuck', { ...values, count: count(stuck.length) }),
    ],
    next: say('canary.next.pods', values),
    areStuck: true,
  };
}

function isStuck({ isReady, reason }: RolloutPod): boolean {
  return !isReady && STUCK.test(reason ?? '');
}

function reasonOf({ reason, phase }: RolloutPod): string {
  return reason ?? phase;
}
