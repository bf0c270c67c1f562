import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Core of the system under test, and of everything else, as the harness rules say. */
export const SUBJECT_CORE = 0;
export const LOAD_CORE = 1;
export const ALL_CORES = '0-1';

/** A process of the harness that answers requests one at a time. */
export interface Role {
  pid: number;
  /** `body` has no `id` and no `kind`: they are taken. */
  ask<T>(kind: string, body?: RequestBody): Promise<T>;
  stop(): Promise<void>;
}

type RequestBody = { id?: never; kind?: never; [field: string]: unknown };

interface Answer {
  id: number;
  result?: unknown;
  error?: string;
}

/** Starts a role file in a process of its own, pinned to a core where `taskset` exists. */
export async function startRole(file: string, core: number): Promise<Role> {
  const child = fork(file, {
    execArgv: [...process.execArgv.filter(isForRoles), ...profileArgs(core)],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  pin(child.pid!, core);
  let next = 0;
  return {
    pid: child.pid!,
    ask: <T>(kind: string, body: object = {}) =>
      ask<T>(child, { ...body, id: ++next, kind }),
    stop: () => stop(child),
  };
}

/** Binds a process, its threads and whatever it starts from now on; false where the machine cannot. */
export function pin(pid: number, core: number | typeof ALL_CORES): boolean {
  return (
    spawnSync('taskset', ['-acp', String(core), String(pid)], {
      stdio: 'ignore',
    }).status === 0
  );
}

function ask<T>(
  child: ChildProcess,
  request: { id: number; kind: string },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      child.off('message', onMessage);
      child.off('exit', onExit);
      act();
    };
    const onMessage = (answer: unknown) => {
      const { id, result, error } = answer as Answer;
      if (id !== request.id) return;
      settle(() =>
        error
          ? reject(new Error(`${request.kind}: ${error}`))
          : resolve(result as T),
      );
    };
    const onExit = (code: number | null) =>
      settle(() =>
        reject(
          new Error(`${request.kind}: the process ended with code ${code}`),
        ),
      );
    child.on('message', onMessage);
    child.on('exit', onExit);
    child.send(request);
  });
}

/** Source maps cost memory and time that no portal in production pays. */
function isForRoles(arg: string): boolean {
  return arg !== '--enable-source-maps';
}

/** `BENCH_PROFILE_DIR`: where each subject leaves a CPU profile, to see where time goes. */
function profileArgs(core: number): string[] {
  const dir = process.env.BENCH_PROFILE_DIR;
  return dir && core === SUBJECT_CORE
    ? ['--cpu-prof', `--cpu-prof-dir=${dir}`]
    : [];
}

/** Killed, as nothing of it is needed; with a profile to write it ends by itself. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exited = once(child, 'exit');
  if (process.env.BENCH_PROFILE_DIR) child.disconnect();
  else child.kill('SIGKILL');
  await exited;
}

/** The child's side: answers each request by the handler of its kind. */
export function serveRole(
  handlers: Record<string, (body: never) => unknown>,
): void {
  process.on('message', async (request: { id: number; kind: string }) => {
    try {
      const result = await handlers[request.kind](request as never);
      process.send?.({ id: request.id, result });
    } catch (error) {
      process.send?.({ id: request.id, error: String(error) });
    }
  });
  // Whatever was preloaded may have let go of it: requests are all that keeps a role alive.
  process.channel?.ref();
  process.on('disconnect', () => process.exit(0));
}
