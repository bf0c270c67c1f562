import { toApiTime } from '../managed/managers';
import { objectAt, textAt, type JsonObject } from '../model/json';
import { asJson, type KubernetesObject } from '../model/KubernetesObject';
import { stamp, type Progress } from './Progress';

/** One component as `status.services` tells it. */
export interface ComponentState {
  name: string;
  type: string;
  isHealthy: boolean;
  message: string;
}

/**
 * Status of an OAM Application as KubeVela writes it: the phase is
 * `status.status`, of the application and of its workflow alike.
 */
export function buildOamStatus(
  application: KubernetesObject,
  { message, ready, refusal, status }: Progress,
  nowMs: number,
): JsonObject {
  const isRunning = ready === 'Available';
  const phase = phaseOf(isRunning, refusal);
  const now = toApiTime(nowMs);
  const before = objectAt(objectAt(asJson(application), 'status'), 'workflow');
  return {
    ...status,
    status: phase,
    observedGeneration: application.metadata.generation ?? 1,
    conditions: [
      stamp(
        application,
        {
          type: 'Ready',
          status: isRunning ? 'True' : 'False',
          reason: isRunning ? 'Available' : phase,
          message: refusal ?? message,
        },
        now,
      ),
    ],
    workflow: {
      mode: 'DAG-DAG',
      status: workflowOf(isRunning, refusal),
      finished: isRunning || refusal !== undefined,
      terminated: refusal !== undefined,
      suspend: false,
      message: refusal ?? message,
      startTime: textAt(before, 'startTime') ?? now,
    },
  };
}

function phaseOf(isRunning: boolean, refusal?: string): string {
  if (refusal !== undefined) {
    return 'workflowFailed';
  }
  return isRunning ? 'running' : 'runningWorkflow';
}

function workflowOf(isRunning: boolean, refusal?: string): string {
  if (refusal !== undefined) {
    return 'failed';
  }
  return isRunning ? 'succeeded' : 'executing';
}

export function toServices(
  namespace: string,
  components: ComponentState[],
): JsonObject[] {
  return components.map(({ isHealthy, message, name, type }) => ({
    name,
    namespace,
    healthy: isHealthy,
    message,
    workloadDefinition: { apiVersion: 'core.oam.dev/v1beta1', kind: type },
  }));
}
