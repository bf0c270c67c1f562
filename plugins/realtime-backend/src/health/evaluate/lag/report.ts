import {
  known,
  missing,
  type LagTime,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import type { GroupSample, PartitionSample } from '../../history/HealthHistory';
import type { ReaderPartition } from '../context/HealthContext';
import { once } from '../once';
import { classifyLag, type LagLimits } from './classify';
import type { LagReport } from './LagReport';
import { findLagTime } from './lagTime';
import { lagTimeThen } from './lagTimeThen';
import {
  retentionUse,
  type RetentionFacts,
  type RetentionUse,
} from './retentionUse';
import { longTrend, recentTrend } from './trend';

const HALF_HOUR_MS = 30 * 60_000;

/** What the report needs besides the partition itself. */
export interface ReportSetup {
  atMs: number;
  limits: LagLimits;
  retention: Reading<{ retentionMs?: number; retentionBytes?: number }>;
}

/** Puts together what is known of one group on one partition. */
export function reportLag(
  partition: ReaderPartition,
  setup: ReportSetup,
): LagReport {
  const { atMs, limits } = setup;
  const samples = partition.view.samples();
  const lagTime = lagTimeOf(partition, atMs, samples);
  const retention = useOf(partition, setup, lagTime);
  const unmovedMs = unchangedFor(partition.samples(), atMs, at => at.committed);
  const quietMs = unchangedFor(samples, atMs, at => at.end);
  const past = {
    samples: partition.samples(),
    nowMs: atMs,
    lagAt: (sample: GroupSample) => lagTimeThen(sample, samples),
  };
  const { start, end, committed, isAssigned } = partition;
  return {
    class: classifyLag({
      ...{ start, end, committed, lagTime, isAssigned, unmovedMs, quietMs },
      isOnlyControl: partition.offset?.isOnlyControl,
      used: retention.used,
      recent: once(() => recentTrend(past)),
      long: once(() => longTrend(past)),
      limits,
    }),
    lag: lagOf(partition),
    ...{ lagTime, retention, unmovedMs, quietMs, past },
    rewoundBy: rewoundBy(partition, atMs),
  };
}

/** What retention is judged by; undefined where offsets or configuration are not known. */
export function retentionFacts(
  partition: ReaderPartition,
  { atMs, retention }: Pick<ReportSetup, 'atMs' | 'retention'>,
  lagTime: Reading<LagTime>,
): RetentionFacts | undefined {
  const { start, end, committed, view } = partition;
  if (!start.known || !end.known || !committed.known || !retention.known) {
    return undefined;
  }
  return {
    ...retention.value,
    ...{ start: start.value, end: end.value, committed: committed.value },
    ...{ lagTime, atMs, samples: view.samples() },
    sizeBytes: view.observed.sizeBytes,
  };
}

function useOf(
  partition: ReaderPartition,
  setup: ReportSetup,
  lagTime: Reading<LagTime>,
): RetentionUse {
  const age = ageForDeletion(partition, lagTime);
  const facts = retentionFacts(partition, setup, age);
  if (facts) return retentionUse(facts);
  const { start, end, committed } = partition;
  const gap = [end, committed, start, setup.retention].find(
    reading => !reading.known,
  );
  return gap && !gap.known ? { missing: gap.missing } : {};
}

/** Brokers delete by the record's own time stamp, however wrong its clock was. */
function ageForDeletion(
  { offset }: ReaderPartition,
  lagTime: Reading<LagTime>,
): Reading<LagTime> {
  return offset?.lagTime?.known && !offset.isOnlyControl
    ? known({
        ...offset.lagTime.value,
        ms: Math.max(0, offset.lagTime.value.ms),
      })
    : lagTime;
}

function lagTimeOf(
  { committed, end, offset }: ReaderPartition,
  atMs: number,
  samples: readonly PartitionSample[],
): Reading<LagTime> {
  if (!end.known) return end;
  if (!committed.known) return committed;
  if (committed.value > end.value) return lagPastTheEnd(committed, end);
  if (committed.value === end.value || offset?.isOnlyControl) {
    return known({ ms: 0, method: 'record' });
  }
  return findLagTime(committed.value, atMs, offset?.lagTime, samples);
}

function lagOf({ committed, end }: ReaderPartition): Reading<number> {
  if (!end.known) return end;
  if (!committed.known) return committed;
  const lag = end.value - committed.value;
  return lag < 0 ? lagPastTheEnd(committed, end) : known(lag);
}

/** Neither zero nor negative: the number would hide that the offsets do not fit the log. */
function lagPastTheEnd(
  committed: { value: number },
  end: { value: number },
): Reading<never> {
  const detail = `committed offset ${committed.value} is past the end ${end.value}`;
  return missing('failed', { detail });
}

/** How long a value stood, up to now; gaps in the readings do not count as a change. */
function unchangedFor<S extends { atMs: number }>(
  samples: readonly S[],
  atMs: number,
  read: (sample: S) => number | undefined,
): number {
  let current: number | undefined;
  let sinceMs = atMs;
  for (let index = samples.length - 1; index >= 0; index--) {
    const value = read(samples[index]);
    if (value === undefined) continue;
    current ??= value;
    if (value !== current) break;
    sinceMs = samples[index].atMs;
  }
  return Math.max(0, atMs - sinceMs);
}

function rewoundBy(partition: ReaderPartition, atMs: number): number {
  if (!partition.committed.known) return 0;
  const recent = partition
    .samples()
    .filter(sample => atMs - sample.atMs <= HALF_HOUR_MS);
  const highest = recent.reduce(
    (most, { committed }) => Math.max(most, committed ?? 0),
    0,
  );
  return Math.max(0, highest - partition.committed.value);
}
