import {
  compareVerdicts,
  known,
  missing,
  type CheckResult,
  type Offset,
  type PartitionHealth,
  type Reading,
  type TopicHealthRow,
  type Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  HealthContext,
  PartitionView,
  ReaderPartition,
  ReaderView,
  TopicView,
} from '../context/HealthContext';
import { readersOf } from '../context/readersOf';
import { configsOf, positive } from '../context/settings';
import { verdictOfPartition } from './partitionVerdict';
import { rateOf } from './rates';
import { worstOf } from './worst';

/** The line of a topic in the table. */
export function topicRow(
  topic: TopicView,
  results: readonly CheckResult[],
  context: HealthContext,
): TopicHealthRow {
  const { system } = topic;
  const own = results.filter(
    ({ subject }) => subject.system === system && subject.topic === topic.topic,
  );
  const { readers, missing: groupsMissing } = readersOf(topic, context);
  const worst = worstOf(own);
  const rates = topic.partitions.map(rateOf);
  const lags = byPartition(readers);
  return {
    ...{ system, topic: topic.topic },
    verdict: worst?.verdict ?? (topic.missing ? 'unknown' : 'ok'),
    worst: worst?.key,
    partitions: topic.partitions.map((view, index) =>
      partitionHealth(view, rates[index], topic, lags),
    ),
    rate: sum(rates, topic),
    rates: [...topic.rates()],
    heldMs: heldMs(topic),
    retentionMs: retentionMs(topic),
    retentionUsed: retentionUsed(readers, topic),
    sizeBytes: sum(
      topic.partitions.map(({ observed }) => observed.sizeBytes),
      topic,
    ),
    groups: readers.map(({ group }) => group.group),
    ...(groupsMissing && { groupsMissing }),
  };
}

function byPartition(
  readers: readonly ReaderView[],
): Map<number, ReaderPartition[]> {
  const found = new Map<number, ReaderPartition[]>();
  for (const each of readers.flatMap(({ partitions }) => partitions)) {
    const others = found.get(each.partition);
    if (others) others.push(each);
    else found.set(each.partition, [each]);
  }
  return found;
}

function partitionHealth(
  view: PartitionView,
  rate: Reading<number>,
  topic: TopicView,
  readersOn: ReturnType<typeof byPartition>,
): PartitionHealth {
  const { partition, observed } = view;
  const lags = readersOn.get(partition) ?? [];
  const verdicts: Verdict[] = topic.missing
    ? ['unknown']
    : [
        verdictOfPartition(observed),
        ...lags.map(lag => lag.lag().class.verdict),
      ];
  return {
    partition,
    verdict: verdicts.sort(compareVerdicts)[0],
    start: toOffset(observed.start),
    end: toOffset(observed.end),
    rate,
  };
}

/** An offset as it crosses the wire. */
export function toOffset(reading: Reading<bigint | number>): Reading<Offset> {
  return reading.known ? known(String(reading.value) as Offset) : reading;
}

/** A sum with a part missing would be a lie, so the reason stands instead. */
function sum(
  readings: ReadonlyArray<Reading<number>>,
  topic: TopicView,
): Reading<number> {
  let total = 0;
  for (const reading of readings) {
    if (!reading.known) return reading;
    total += reading.value;
  }
  return readings.length === 0
    ? { known: false, missing: topic.missing ?? { code: 'no-data' } }
    : known(total);
}

/** Age of the oldest record of the partition that holds the longest. */
function heldMs({
  partitions,
  atMs,
  missing: gone,
}: TopicView): Reading<number> {
  const oldest = partitions.flatMap(({ observed: { oldestMs } }) =>
    oldestMs.known ? [oldestMs.value] : [],
  );
  if (oldest.length > 0) {
    return known(Math.max(0, atMs - oldest.reduce((a, b) => Math.min(a, b))));
  }
  return (
    partitions.map(({ observed }) => observed.oldestMs)[0] ??
    missing(gone?.code ?? 'no-data', gone)
  );
}

function retentionMs(topic: TopicView): Reading<number> {
  const configs = configsOf(topic);
  if (!configs.known) return configs;
  const value = positive(configs.value, 'retention.ms');
  return value === undefined
    ? missing('no-data', { detail: 'nothing is deleted by time' })
    : known(value);
}

/** Of the slowest reader on the partition where it is worst. */
function retentionUsed(
  readers: readonly ReaderView[],
  topic: TopicView,
): Reading<number> {
  const uses = readers
    .flatMap(({ partitions }) => partitions)
    .map(partition => partition.lag().retention);
  const used = uses.flatMap(use => (use.used === undefined ? [] : [use.used]));
  if (used.length > 0) {
    return known(
      Math.min(
        1,
        used.reduce((a, b) => Math.max(a, b)),
      ),
    );
  }
  const why = topic.missing ?? uses.find(use => use.missing)?.missing;
  return { known: false, missing: why ?? { code: 'no-data' } };
}
