import { monitorEventLoopDelay } from 'node:perf_hooks';
import { channel } from 'node:diagnostics_channel';
import { sumUp, type OffsetSums } from '../harness/healthLoad';

type Offsets = ReadonlyArray<string | bigint | undefined>;

/** Newest and committed offsets of every partition, as one subject read them. Listed for the check, after the pass. */
export interface OffsetsRead {
  ends: () => Offsets;
  /** Over all groups. */
  commits: () => Offsets;
  requests: number;
}

/** One pass of a subject over all topics and groups. */
export interface TimedPass {
  ends: OffsetSums;
  commits: OffsetSums;
  requests: number;
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
  const { ends, commits, requests } = await read();
  const wallMs = performance.now() - startedMs;
  const { user, system } = process.cpuUsage(cpu);
  await new Promise(setImmediate);
  delay.disable();
  return {
    ends: sumUp(ends()),
    commits: sumUp(commits()),
    requests,
    wallMs,
    cpuMicros: user + system,
    longestBlockMs: delay.max / 1e6,
    connections: connections - before,
  };
}
