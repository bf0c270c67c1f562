import { toApiTime } from '../managed/managers';
import { isJsonObject, objectAt, textAt, type JsonObject } from '../model/json';
import { asJson, type KubernetesObject } from '../model/KubernetesObject';

/** How far a claim is. One progress is one update of its status. */
export interface Progress {
  ready: 'Available' | 'Creating' | 'Deleting';
  /** What happened last, or is waited for; for a person, without addresses. */
  message: string;
  /** Why the claim cannot be worked on; absent: it can. */
  refusal?: string;
  /** Further fields of the status; null removes one. */
  status?: JsonObject;
  /** Looked at again when something it may depend on changes, such as a platform. */
  waitsForPlatform?: boolean;
  /** Time alone may help: the recipe is begun again later. */
  isTriedAgain?: boolean;
}

/** One condition without its times, which the server knows. */
export type Condition = {
  type: string;
  status: string;
  reason?: string;
  message?: string;
};

/** The status with both conditions, as Crossplane writes them. */
export function buildStatus(
  claim: KubernetesObject,
  progress: Progress,
  nowMs: number,
): JsonObject {
  const { message, ready, refusal, status } = progress;
  const isReady = ready === 'Available';
  const wanted: Condition[] = [
    refusal === undefined
      ? { type: 'Synced', status: 'True', reason: 'ReconcileSuccess' }
      : {
          type: 'Synced',
          status: 'False',
          reason: 'ReconcileError',
          message: refusal,
        },
    {
      type: 'Ready',
      status: isReady ? 'True' : 'False',
      reason: ready,
      message,
    },
  ];
  const conditions = wanted.map(condition =>
    stamp(claim, condition, toApiTime(nowMs)),
  );
  return { ...status, conditions };
}

/** The status as the topic operator of Strimzi writes it: one condition, and why it is False. */
export function buildStrimziStatus(
  object: KubernetesObject,
  { message, ready, refusal, status }: Progress,
  nowMs: number,
): JsonObject {
  const isReady = ready === 'Available';
  const condition: Condition = isReady
    ? { type: 'Ready', status: 'True' }
    : {
        type: 'Ready',
        status: 'False',
        reason: refusal === undefined ? ready : 'NotSupported',
        message: refusal ?? message,
      };
  const { observedGeneration, ...rest } = stamp(
    object,
    condition,
    toApiTime(nowMs),
  );
  return { ...status, observedGeneration, conditions: [rest] };
}

/** The time of a condition is that of its last change between True and False. */
export function stamp(
  claim: KubernetesObject,
  condition: Condition,
  now: string,
): JsonObject {
  const { conditions } = objectAt(asJson(claim), 'status');
  const before = Array.isArray(conditions)
    ? conditions.find(each => textAt(each, 'type') === condition.type)
    : undefined;
  const isSame = textAt(before, 'status') === condition.status;
  const since =
    isSame && isJsonObject(before) ? before.lastTransitionTime : now;
  const { message, reason, type, status } = condition;
  return {
    type,
    status,
    ...(reason !== undefined && { reason }),
    ...(message !== undefined && { message }),
    lastTransitionTime: since ?? now,
    observedGeneration: claim.metadata.generation ?? 1,
  };
}

/** Whether what is asked for now is ready, by the condition Ready, and what it says. */
export function readReadiness(claim: KubernetesObject): {
  isReady: boolean;
  message: string;
} {
  const { conditions } = objectAt(asJson(claim), 'status');
  const ready = Array.isArray(conditions)
    ? conditions.find(each => textAt(each, 'type') === 'Ready')
    : undefined;
  const { generation = 1 } = claim.metadata;
  const seen = isJsonObject(ready) ? ready.observedGeneration : undefined;
  const isCurrent = typeof seen !== 'number' || seen >= generation;
  return {
    isReady: isCurrent && textAt(ready, 'status') === 'True',
    message: textAt(ready, 'message') ?? 'nothing is known of it yet',
  };
}
