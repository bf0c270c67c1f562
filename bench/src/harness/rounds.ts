import { setTimeout as wait } from 'node:timers/promises';
import type { SinkCounts } from '../sink/sink';
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
  cpuMicrosPerDelivery: number;
  cpuShare: number;
  sinkCpuShare: number;
  residentBytes: number;
  p50Ms?: number;
  p99Ms?: number;
  steal: number;
  /** Reasons why the round does not count; empty when it does. */
  voidBecause: string[];
}

/** A core of the load side this busy distorts what it measures. */
const MAX_LOAD_SHARE = 0.85;
const MAX_STEAL = 0.02;

/** Measures a subject that already sends to a sink that already reads. */
export async function measureRound(
  subject: string,
  roles: { subject: Role; sink: Role },
  length: RoundLength,
): Promise<RoundResult> {
  await wait(length.warmUpMs);
  await roles.sink.ask('reset');
  const before = await reading(roles);
  await wait(length.measureMs);
  const after = await reading(roles);
  return toResult(subject, before, after);
}

type Reading = Awaited<ReturnType<typeof reading>>;

async function reading({ subject, sink }: { subject: Role; sink: Role }) {
  return {
    atMs: performance.now(),
    machine: readCpuTimes(),
    subject: readProcess(subject.pid),
    sink: readProcess(sink.pid),
    counts: await sink.ask<SinkCounts>('count'),
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
  const latency = Histogram.fromJSON(
    after.counts.latencyMicros.counts,
    after.counts.latencyMicros.max,
  );
  const result = {
    subject,
    deliveries,
    perSecond: deliveries / seconds,
    cpuMicrosPerDelivery: cpuMicros / deliveries,
    cpuShare: cpuMicros / 1e6 / seconds,
    sinkCpuShare:
      (after.sink.cpuMicros - before.sink.cpuMicros) / 1e6 / seconds,
    residentBytes: after.subject.residentBytes,
    p50Ms: toMs(latency.quantile(0.5)),
    p99Ms: toMs(latency.quantile(0.99)),
    steal: stealShare(before.machine, after.machine),
  };
  return { ...result, voidBecause: whyVoid(result, after.counts) };
}

function whyVoid(
  result: { sinkCpuShare: number; steal: number },
  counts: SinkCounts,
): string[] {
  const wrong = counts.verification.reduce(
    (sum, { reordered, doubled, unaccounted }) =>
      sum + reordered + doubled + unaccounted,
    0,
  );
  return [
    ...(result.sinkCpuShare > MAX_LOAD_SHARE
      ? [`the sink used ${percent(result.sinkCpuShare)} of its core`]
      : []),
    ...(result.steal > MAX_STEAL
      ? [`the host took ${percent(result.steal)} of the machine`]
      : []),
    ...(wrong > 0
      ? [`${wrong} records out of order, doubled or unaccounted`]
      : []),
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}

function toMs(micros: number | undefined): number | undefined {
  return micros === undefined ? undefined : micros / 1_000;
}
