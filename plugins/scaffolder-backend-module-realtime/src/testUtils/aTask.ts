import type {
  ActionContext,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Handler = TemplateAction['handler'];
type Context = Parameters<Handler>[0];

/** How one step of a task is run. */
interface StepOptions {
  isDryRun?: boolean;
  signal?: AbortSignal;
  secrets?: Record<string, string>;
}

/**
 * A task of the scaffolder: a workspace, and checkpoints that outlive a step,
 * as after a restart. Every step sees them; logs and outputs are kept.
 */
export async function aTask({
  id = 'task-1',
  user = 'user:default/olivia',
} = {}) {
  const workspacePath = await mkdtemp(join(tmpdir(), 'realtime-task-'));
  const checkpoints = new Map<string, string>();
  const logs: string[] = [];

  async function run(
    action: { handler: unknown },
    input: object,
    { isDryRun, signal, secrets }: StepOptions = {},
  ): Promise<Record<string, unknown>> {
    const outputs: Record<string, unknown> = {};
    const log = (text: string) => logs.push(text);
    const logger = { info: log, warn: log, error: log, debug: log };
    const context: Partial<ActionContext<Record<string, never>>> = {
      input: JSON.parse(JSON.stringify(input)),
      workspacePath,
      logger: { ...logger, child: () => context.logger! },
      task: { id },
      secrets,
      signal,
      isDryRun,
      getInitiatorCredentials: async () => ({
        $$type: '@backstage/BackstageCredentials',
        principal: { type: 'user', userEntityRef: user },
      }),
      output: (name: string, value: unknown) => {
        outputs[name] = JSON.parse(JSON.stringify(value));
      },
      async checkpoint({ key, fn }) {
        const kept = checkpoints.get(key);
        if (kept !== undefined) return JSON.parse(kept);
        const value = await fn();
        checkpoints.set(key, JSON.stringify(value ?? {}));
        return value;
      },
    };
    await (action.handler as Handler)(context as Context);
    return outputs;
  }

  return {
    id,
    workspacePath,
    logs,
    checkpoints,
    run,
    close: () => rm(workspacePath, { recursive: true, force: true }),
  };
}

/** What {@link aTask} gives. */
export type Task = Awaited<ReturnType<typeof aTask>>;
