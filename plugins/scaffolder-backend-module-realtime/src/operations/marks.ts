/** Label: the task that created an object. Tells a resumed task and a clean-up what is theirs. */
export const TASK_LABEL = 'backstage-realtime.io/task';

/** A task id as a label value: at most 63 characters of those that labels allow. */
export function toTaskLabel(taskId: string): string {
  return taskId
    .replace(/[^A-Za-z0-9._-]/g, '-')
    .slice(0, 63)
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
}
