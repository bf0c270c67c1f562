import { type RestartedBackend, until } from './RestartedBackend';

/** What the scaffolder tells of a task, in order. */
export interface TaskEvent {
  type: 'log' | 'completion' | 'cancelled' | 'recovered';
  createdAt: string;
  body: {
    message: string;
    stepId?: string;
    status?: string;
    output?: object;
    error?: { message: string };
  };
}

/** A task as somebody asks for it over HTTP. */
export interface TaskOrder {
  /** Name of the template. */
  template: string;
  values: object;
  secrets?: Record<string, string>;
}

/** Id of the task; waits until the backend answers and knows the template. */
export async function startTask(
  backend: RestartedBackend,
  { template, ...order }: TaskOrder,
): Promise<string> {
  const templateRef = `template:default/${template}`;
  const { id } = await until(() =>
    backend.ask<{ id: string }>('scaffolder/v2/tasks', {
      templateRef,
      ...order,
    }),
  );
  return id;
}

/** All events of a task, as soon as one of them is what is looked for. */
export async function eventsUntil(
  backend: RestartedBackend,
  id: string,
  isIt: (event: TaskEvent) => boolean,
): Promise<TaskEvent[]> {
  return until(async () => {
    const path = `scaffolder/v2/tasks/${id}/events`;
    const events = await backend.ask<TaskEvent[]>(path);
    return events?.some(isIt) ? events : undefined;
  });
}

/** Runs a task to its end: that, and everything it said on the way. */
export async function runTask(backend: RestartedBackend, order: TaskOrder) {
  return endOf(backend, await startTask(backend, order));
}

/** The end of a task, and everything it said on the way. */
export async function endOf(backend: RestartedBackend, id: string) {
  const events = await eventsUntil(backend, id, isEnd);
  const end = events.find(isEnd) as TaskEvent;
  return { end: end.body, told: tell(events), events };
}

export function isEnd({ type }: TaskEvent): boolean {
  return type === 'completion';
}

/** The log as a person reads it. */
export function tell(events: readonly TaskEvent[]): string {
  return events.map(({ body }) => body.message).join('\n');
}

/** Asks the scaffolder to cancel a task that runs. */
export async function cancelTask(
  backend: RestartedBackend,
  id: string,
): Promise<void> {
  const path = `scaffolder/v2/tasks/${id}/cancel`;
  if (!(await backend.ask(path, {}))) throw new Error(`${id} runs no more`);
}
