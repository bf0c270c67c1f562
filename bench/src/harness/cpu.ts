import { readFileSync } from 'node:fs';

/** Clock ticks a second of /proc, fixed at 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** What a process used so far: CPU in µs (user and kernel), memory in bytes. */
export interface ProcessUse {
  cpuMicros: number;
  residentBytes: number;
}

/** Reads another process from /proc; Linux only, throws when the process is gone. */
export function readProcess(pid: number): ProcessUse {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const resident = /VmRSS:\s+(\d+) kB/.exec(
    readFileSync(`/proc/${pid}/status`, 'utf8'),
  );
  return {
    cpuMicros: (ticks * 1_000_000) / TICKS_PER_SECOND,
    residentBytes: Number(resident?.[1] ?? 0) * 1024,
  };
}

/** Share of the machine's time taken by its host since `before`, 0..1; a high share voids a round. */
export function stealShare(before: CpuTimes, after: CpuTimes): number {
  const total = after.total - before.total;
  return total === 0 ? 0 : (after.steal - before.steal) / total;
}

/** Totals of the first line of /proc/stat, in ticks. */
export interface CpuTimes {
  total: number;
  steal: number;
}

export function readCpuTimes(): CpuTimes {
  const values = readFileSync('/proc/stat', 'utf8')
    .split('\n')[0]
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return {
    total: values.slice(0, 8).reduce((sum, value) => sum + value, 0),
    steal: values[7] ?? 0,
  };
}
