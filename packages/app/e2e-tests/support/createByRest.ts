import { setTimeout as pause } from 'node:timers/promises';
import type { RestUser } from './RestUser';

/** How a task ended, and each line of its log. */
export interface Completion {
  output?: object;
  error?: { message: string };
  told: string[];
}

/** Fills in the form of a template, as a program does, and follows its task to the end. */
export async function createByRest(
  user: RestUser,
  template: string,
  values: object,
): Promise<Completion> {
  const { id } = await user.post<{ id: string }>('scaffolder/v2/tasks', {
    templateRef: `template:default/${template}`,
    values,
  });
  const told: string[] = [];
  const path = `scaffolder/v2/tasks/${id}/eventstream`;
  for await (const { event, data } of user.events('GET', path)) {
    const { body } = JSON.parse(data) as {
      body: Omit<Completion, 'told'> & { message: string };
    };
    told.push(body.message);
    if (event === 'completion') return { ...body, told };
  }
  throw new Error(`The task did not end:\n${told.join('\n')}`);
}

/** The catalog has what was registered a second later. `kind/namespace/name`. */
export async function untilInCatalog(
  user: RestUser,
  entity: string,
): Promise<void> {
  const path = `catalog/entities/by-name/${entity}`;
  while (!(await user.has(path))) await pause(250);
}
