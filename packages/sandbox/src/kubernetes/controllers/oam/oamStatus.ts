import { toApiTime } from '../../managed/managers';
import {
  isJsonObject,
  objectAt,
  textAt,
  type Json,
  type JsonObject,
} from '../../model/json';
import { asJson, type KubernetesObject } from '../../model/KubernetesObject';
import { stamp, type Condition, type Progress } from '../Progress';
import {
  FINISHED,
  hasFinished,
  IS_FINISHED,
  isSeen,
  phaseOf,
  RENDERED,
} from './phase';

/**
 * The status as KubeVela writes it. Its conditions are stations that lie
 * behind the application, so `Ready` says that the workflow has ended and
 * nothing of health: that is the phase, `status.status`.
 */
export function buildOamStatus(
  application: KubernetesObject,
  { message, ready, refusal, status = {} }: Progress,
  nowMs: number,
): JsonObject {
  const phase = textAt(status, 'status') ?? phaseOfFailure(application, ready);
  const now = toApiTime(nowMs);
  const conditions = conditionsOf(application, phase, status);
  return {
    ...status,
    status: phase,
    observedGeneration: application.metadata.generation ?? 1,
    ...(conditions && {
      conditions: conditions.map(each => {
        const { observedGeneration: _, ...rest } = stamp(
          application,
          each,
          now,
        );
        return rest;
      }),
    }),
    workflow: {
      ...buildWorkflow(application, phase, now),
      message: ready === 'Available' ? '' : (refusal ?? message),
      ...objectAt(status, 'workflow'),
    },
  };
}

function phaseOfFailure(
  application: KubernetesObject,
  ready: Progress['ready'],
): string {
  return ready === 'Deleting' ? 'deleting' : phaseOf(application, false);
}

function buildWorkflow(
  application: KubernetesObject,
  phase: string,
  now: string,
): JsonObject {
  const before = objectAt(objectAt(asJson(application), 'status'), 'workflow');
  const known = isSeen(application) ? before : {};
  const isFinished = IS_FINISHED.test(phase);
  return {
    mode: 'DAG-DAG',
    status: isFinished ? 'succeeded' : 'executing',
    finished: isFinished,
    terminated: false,
    suspend: false,
    startTime: textAt(known, 'startTime') ?? now,
    endTime: isFinished ? (textAt(known, 'endTime') ?? now) : null,
  };
}

/** undefined: those that are there stay. */
function conditionsOf(
  application: KubernetesObject,
  phase: string,
  { conditions }: JsonObject,
): Condition[] | undefined {
  if (Array.isArray(conditions)) {
    return conditions.filter(isCondition);
  }
  if (phase === 'deleting') {
    return undefined;
  }
  const isFinished = IS_FINISHED.test(phase) || hasFinished(application);
  return (isFinished ? FINISHED : RENDERED).map(passed);
}

/** A station that lies behind the application. */
export function passed(type: string): Condition & JsonObject {
  return { type, status: 'True', reason: 'Available' };
}

function isCondition(value: Json): value is Condition & JsonObject {
  return isJsonObject(value) && typeof value.type === 'string';
}
