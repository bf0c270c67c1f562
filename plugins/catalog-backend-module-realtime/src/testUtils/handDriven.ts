import type {
  SchedulerService,
  SchedulerServiceTaskInvocationDefinition,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';

/** A scheduler whose tasks run when a test says so. */
export interface HandDriven {
  service: SchedulerService;
  /** Runs a task that was scheduled, now or once it is. */
  run(id: string): Promise<void>;
}

export function handDriven(): HandDriven {
  const tasks = new Map<string, SchedulerServiceTaskInvocationDefinition>();
  const service = mockServices.scheduler.mock({
    createScheduledTaskRunner: () => ({
      run: async task => void tasks.set(task.id, task),
    }),
  });
  return {
    service,
    async run(id) {
      while (!tasks.has(id))
        await new Promise(resolve => setImmediate(resolve));
      await tasks.get(id)!.fn(new AbortController().signal);
    },
  };
}
