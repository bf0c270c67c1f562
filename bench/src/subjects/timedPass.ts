import { monitorEventLoopDelay } from 'node:perf_hooks';
import { channel } from 'node:diagnostics_channel';
import type { OffsetSums } from '../harness/healthLoad';

/** Newest and committed offsets of every partition, as one subject read them. */
export interface OffsetsRead {
  ends: OffsetSums;
  /** Over all groups. */
  commits: OffsetSums;
  requests: number;
}

/** One pass of a subject over all topics and groups. */
export interface TimedPass extends OffsetsRead {
  wallMs: number;
  cpuMicros: number;
  /** Longest time the process did nothing else. */
  longestBlockMs: number;
  connections: number;
}

/** Ticks of the monitor; a shorter stretch is not seen. */
const RESOLUTION_MS = 1;

let connections = 0;
channel('net.client.socket').subscribe(() => connections++);

/** Runs `read` and tells what it took of this process. */
export async function timePass(
  read: () => Promise<OffsetsRead>,
): Promise<TimedPass> {
  const before = connections;
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const cpu = process.cpuUsage();
  const startedMs = performance.now();
  const result = await read();
  const wallMs = performance.now() - startedMs;
  const { user, system } = process.cpuUsage(cpu);
  await new Promise(setImmediate);
  delay.disable();
  return {
    ...result,
    wallMs,
    cpuMicros: user + system,
    longestBlockMs: delay.max / 1e6,
    connections: connections - before,
  };
}
