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

/** One or two restarts are part of many a start. */
const MANY_RESTARTS = 3;

/** What keeps the pods of the newest revision from being ready. */
export function tellPods(view: RolloutView): {
  /** How many of them there are, where not all are ready. */
  waiting: Finding[];
  details: Finding[];
  next?: Finding;
  areStuck: boolean;
} {
  const replicaSet = view.canary ?? view.stable;
  if (!replicaSet) return { waiting: [], details: [], areStuck: false };
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
  const pods = podsOf(replicaSet, view);
  const stuck = pods.filter(isStuck);
  if (stuck.length === 0)
    return { waiting, details: tellRestarts(pods), areStuck: false };
  const values = { pod: name(stuck[0].name), reason: name(reasonOf(stuck[0])) };
  return {
    waiting,
    details: [
      say('canary.pods.stuck', { ...values, count: count(stuck.length) }),
    ],
    next: say('canary.next.pods', values),
    areStuck: true,
  };
}

/** Pods that run now and did not stay up: the one that fell most often. */
function tellRestarts(pods: readonly RolloutPod[]): Finding[] {
  const [worst] = [...pods].sort((a, b) => b.restarts - a.restarts);
  if (!worst || worst.restarts < MANY_RESTARTS) return [];
  return [
    say('canary.pods.restarting', {
      pod: name(worst.name),
      restarts: count(worst.restarts),
    }),
  ];
}

function isStuck({ isReady, reason }: RolloutPod): boolean {
  return !isReady && STUCK.test(reason ?? '');
}

function reasonOf({ reason, phase }: RolloutPod): string {
  return reason ?? phase;
}
