import { objectAt, textAt } from '../../model/json';
import { asJson, type KubernetesObject } from '../../model/KubernetesObject';

/** Stations that lie behind an application once its workflow runs, in their order. */
export const RENDERED = ['Parsed', 'Revision', 'Policy', 'Render'];

/** Those of a workflow that has ended. */
export const FINISHED = [...RENDERED, 'Workflow', 'Ready'];

/** Phases after the end of the workflow. */
export const IS_FINISHED = /^(running|unhealthy)$/;

/** `running`, or what it is until then; the workflow ends once, what comes later is health. */
export function phaseOf(
  application: KubernetesObject,
  isDone: boolean,
): string {
  if (isDone) {
    return 'running';
  }
  return hasFinished(application) ? 'unhealthy' : 'runningWorkflow';
}

/** Whether the workflow of what is asked for now has succeeded before. */
export function hasFinished(application: KubernetesObject): boolean {
  const status = objectAt(asJson(application), 'status');
  return (
    isSeen(application) && IS_FINISHED.test(textAt(status, 'status') ?? '')
  );
}

/** Whether the status is about what is asked for now, and a workflow runs or ran. */
export function isUnderWay(application: KubernetesObject): boolean {
  const { steps } = objectAt(
    objectAt(asJson(application), 'status'),
    'workflow',
  );
  return isSeen(application) && Array.isArray(steps) && steps.length > 0;
}

/** Whether the status is about what is asked for now. */
export function isSeen(application: KubernetesObject): boolean {
  const { observedGeneration } = objectAt(asJson(application), 'status');
  return observedGeneration === (application.metadata.generation ?? 1);
}
