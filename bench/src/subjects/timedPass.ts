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
  /** Longest time the process did nothing else, on the clock. */
  longestBlockMs: number;
  /** The same in CPU time of its main thread, which does not count what others on the machine took. */
  longestBlockCpuMs: number;
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
  const blocks = watchBlocks();
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const cpu = process.cpuUsage();
  const startedMs = performance.now();
  const { ends, commits, requests } = await read();
  const wallMs = performance.now() - startedMs;
  const { user, system } = process.cpuUsage(cpu);
  await new Promise(setImmediate);
  delay.disable();
  const longestBlockCpuMs = blocks.stop();
  return {
    ends: sumUp(ends()),
    commits: sumUp(commits()),
    requests,
    wallMs,
    cpuMicros: user + system,
    longestBlockMs: delay.max / 1e6,
    longestBlockCpuMs,
    connections: connections - before,
  };
}

/** `stop` gives the most CPU time of the main thread between two ticks, in ms. */
function watchBlocks(): { stop: () => number } {
  let longest = 0;
  let last = process.threadCpuUsage();
  const look = () => {
    const now = process.threadCpuUsage();
    const micros = now.user - last.user + now.system - last.system;
    longest = Math.max(longest, micros / 1e3);
    last = now;
  };
  const ticks = setInterval(look, RESOLUTION_MS);
  return {
    stop: () => {
      clearInterval(ticks);
      look();
      return longest;
    },
  };
}
