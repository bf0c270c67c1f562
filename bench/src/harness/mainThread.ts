import type { Browser, Page } from 'playwright-core';

/** One task of the main thread of a page, in ms: on the clock, and of its CPU. */
export interface Task {
  ms: number;
  cpuMs: number;
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  dur?: number;
  /** Microseconds of CPU of the thread. */
  tdur?: number;
  args?: { name?: string };
}

const CATEGORIES = ['-*', 'toplevel', '__metadata'];

/**
 * Every task of the main thread while `work` runs, longest first by CPU. CPU
 * time beside the time on the clock: on a machine that a backend shares, a task
 * that waits for its core is no fault of the page.
 */
export async function traceTasks(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<Task[]> {
  await browser.startTracing(page, { categories: CATEGORIES });
  let trace: Buffer;
  try {
    await work();
  } finally {
    trace = await browser.stopTracing();
  }
  return readTasks(JSON.parse(trace.toString('utf8')).traceEvents);
}

/** The thread with the most work is the page's: others belong to pages that rest. */
function readTasks(events: TraceEvent[]): Task[] {
  const mains = new Map<string, Task[]>();
  for (const { name, pid, tid, args } of events)
    if (name === 'thread_name' && args?.name === 'CrRendererMain')
      mains.set(`${pid} ${tid}`, []);
  for (const { name, ph, pid, tid, dur = 0, tdur = 0 } of events)
    if (ph === 'X' && name.endsWith('RunTask'))
      mains.get(`${pid} ${tid}`)?.push({ ms: dur / 1e3, cpuMs: tdur / 1e3 });
  const sum = (tasks: Task[]) => tasks.reduce((all, { ms }) => all + ms, 0);
  const [busiest = []] = [...mains.values()].sort((a, b) => sum(b) - sum(a));
  if (busiest.length === 0) throw new Error('the trace has no main thread');
  return busiest.sort((a, b) => b.cpuMs - a.cpuMs);
}
