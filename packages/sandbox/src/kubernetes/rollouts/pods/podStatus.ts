import { toApiTime } from '../../managed/managers';
import { objectAt, textAt, type JsonObject } from '../../model/json';
import { asJson, type KubernetesObject } from '../../model/KubernetesObject';

const NEVER = /:never-ready$/;
const CONDITION_TYPES = ['Initialized', 'ContainersReady', 'Ready'];

/** The tag `never-ready` is in no registry; all others are taken for known. */
export function canBePulled(image: string): boolean {
  return !NEVER.test(image);
}

/** Status of a pod that starts, or has started, as a kubelet writes it. */
export function podStatus(
  pod: KubernetesObject,
  hasStarted: boolean,
  nowMs: number,
): JsonObject {
  const { containers } = objectAt(asJson(pod), 'spec');
  const list = Array.isArray(containers) ? containers : [];
  const canStart = list.every(each => canBePulled(textAt(each, 'image') ?? ''));
  const isUp = hasStarted && canStart;
  const before = objectAt(asJson(pod), 'status');
  if (isUp && before.phase === 'Running') {
    return before;
  }
  const now = toApiTime(nowMs);
  return {
    phase: isUp ? 'Running' : 'Pending',
    startTime: textAt(before, 'startTime') ?? now,
    conditions: CONDITION_TYPES.map(type => ({
      type,
      status: isUp || type === 'Initialized' ? 'True' : 'False',
      lastTransitionTime: isUp ? now : (textAt(before, 'startTime') ?? now),
    })),
    containerStatuses: list.map(each => ({
      name: textAt(each, 'name') ?? 'app',
      image: textAt(each, 'image') ?? '',
      imageID: '',
      lastState: {},
      ready: isUp,
      started: isUp,
      restartCount: 0,
      state: isUp ? { running: { startedAt: now } } : waiting(canStart),
    })),
    qosClass: 'Burstable',
  };
}

function waiting(canStart: boolean): JsonObject {
  const reason = canStart ? 'ContainerCreating' : 'ImagePullBackOff';
  const message = 'Back-off pulling image';
  return { waiting: canStart ? { reason } : { reason, message } };
}

export function isReady(pod: KubernetesObject): boolean {
  const { conditions } = objectAt(asJson(pod), 'status');
  return (
    Array.isArray(conditions) &&
    conditions.some(
      each =>
        textAt(each, 'type') === 'Ready' && textAt(each, 'status') === 'True',
    )
  );
}
