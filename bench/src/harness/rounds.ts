import { setTimeout as wait } from 'node:timers/promises';
import type { SinkCounts } from '../sink/sink';
import type { Crowd } from './Crowd';
import { readCpuTimes, readProcess, stealShare } from './cpu';
import { Histogram } from './Histogram';
import type { Role } from './roles';

/** Length of a round: first not counted, then counted. */
export interface RoundLength {
  warmUpMs: number;
  measureMs: number;
}

/** Figures of one round of one subject. */
export interface RoundResult {
  subject: string;
  deliveries: number;
  perSecond: number;
  /** Infinity when nothing was delivered. */
  cpuMicrosPerDelivery: number;
  cpuShare: number;
  sinkCpuShare?: number;
  residentBytes: number;
  p50Ms?: number;
  p99Ms?: number;
  /** Share of the machine its host took, 0..1. */
  steal: number;
  /** Figures only this scenario has, by name with unit. */
  extra?: Record<string, number>;
  /** The machine disturbed the round; it is run again, within a bound. */
  voidBecause: string[];
  /** Records lost, doubled or out of order: no figure of the scenario counts. */
  wrongBecause: string[];
}

/** The processes of a round. */
interface RoundRoles {
  subject: Role;
  sink: Crowd;
  producer?: Role;
}

/** A core of the load side this busy distorts what it measures. */
export const MAX_LOAD_SHARE = 0.85;
const MAX_STEAL = 0.02;

/**
 * A producer this late sends in bursts that nobody asked for. Being late counts
 * into the latency of the subject, so it never flatters.
 */
const MAX_LAG_MS = 100;

/** Measures a subject that already sends to a sink that already reads. */
export async function measureRound(
  subject: string,
  roles: RoundRoles,
  length: RoundLength,
): Promise<RoundResult> {
  await wait(length.warmUpMs);
  await roles.sink.reset();
  const before = await reading(roles);
  await wait(length.measureMs);
  const after = await reading(roles);
  return toResult(subject, before, after);
}

type Reading = Awaited<ReturnType<typeof reading>>;

async function reading({ subject, sink, producer }: RoundRoles) {
  const lag = await producer?.ask<{ worstLagMs: number }>('lag');
  return {
    atMs: performance.now(),
    machine: readCpuTimes(),
    subject: readProcess(subject.pid),
    sinkMicros: sink.cpuMicros(),
    counts: await sink.count(),
    lagMs: lag?.worstLagMs ?? 0,
  };
}

function toResult(
  subject: string,
  before: Reading,
  after: Reading,
): RoundResult {
  const seconds = (after.atMs - before.atMs) / 1_000;
  const deliveries = after.counts.records - before.counts.records;
  const cpuMicros = after.subject.cpuMicros - before.subject.cpuMicros;
  const sinkMicros = after.sinkMicros - before.sinkMicros;
  const { counts, max } = after.counts.latencyMicros;
  const latency = Histogram.fromJSON(counts, max);
  const figures = {
    sinkCpuShare: sinkMicros / 1e6 / seconds,
    steal: stealShare(before.machine, after.machine),
  };
  return {
    subject,
    deliveries,
    perSecond: deliveries / seconds,
    cpuMicrosPerDelivery: deliveries > 0 ? cpuMicros / deliveries : Infinity,
    cpuShare: cpuMicros / 1e6 / seconds,
    residentBytes: after.subject.residentBytes,
    p50Ms: toMs(latency.quantile(0.5)),
    p99Ms: toMs(latency.quantile(0.99)),
    ...figures,
    voidBecause: whyVoid(figures, after.lagMs),
    wrongBecause: whyWrong(after.counts),
  };
}

function whyVoid(
  { sinkCpuShare, steal }: { sinkCpuShare: number; steal: number },
  lagMs: number,
): string[] {
  return [
    ...(sinkCpuShare > MAX_LOAD_SHARE
      ? [`the sink used ${percent(sinkCpuShare)} of its core`]
      : []),
    ...voidByHost(steal),
    ...(lagMs > MAX_LAG_MS
      ? [`the producer was ${lagMs.toFixed(0)} ms late`]
      : []),
  ];
}

/** The reason why a share of stolen time voids a round, if it does. */
export function voidByHost(steal: number): string[] {
  return steal > MAX_STEAL
    ? [`the host took ${percent(steal)} of the machine`]
    : [];
}

/** What viewers cannot explain, and what the server refused. */
export function whyWrong({ verification, complaints }: SinkCounts): string[] {
  const wrong = verification.reduce(
    (sum, { reordered, doubled, unaccounted }) =>
      sum + reordered + doubled + unaccounted,
    0,
  );
  return [
    ...(wrong > 0
      ? [`${wrong} records out of order, doubled or unaccounted`]
      : []),
    ...complaints,
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}

function toMs(micros: number | undefined): number | undefined {
  return micros === undefined ? undefined : micros / 1_000;
}
