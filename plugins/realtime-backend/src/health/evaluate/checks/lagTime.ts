import {
  compareVerdicts,
  type CheckLimit,
  type CheckResult,
  type Finding,
  type Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  HealthContext,
  ReaderPartition,
  ReaderView,
} from '../context/HealthContext';
import {
  grantOf,
  judge,
  notApplicable,
  unknownFinding,
  type Judgement,
} from '../judgement';
import { nextSteps } from '../lag/nextSteps';
import { ruleLines } from '../lag/ruleLines';
import { lagFinding } from '../lag/words';
import type { RawResult } from '../types';
import {
  count,
  duration,
  name,
  numberOf,
  offset,
  partitionNames,
  say,
} from '../values';
import type { SubjectCheck } from './HealthCheck';
import { configOf } from './partitions';
import { readingsIn } from './readingsIn';

/** How late a group is, told of the partition where it is worst. */
export const LAG_TIME: SubjectCheck<ReaderView> = {
  id: 'lag.time',
  sources: ['OffsetFetch', 'ListOffsets'],
  judge: (reader, context) => {
    const worst = worstPartition(reader);
    if (!worst) {
      return notApplicable(
        say('lag.time.idle', {
          topic: name(reader.topic?.topic ?? ''),
          group: name(reader.group.group),
        }),
      );
    }
    return judgePartition(reader, worst, context);
  },
};

/** Verdict of one partition, as far as time goes; loss and commits are checks of their own. */
export function verdictInTime(partition: ReaderPartition): Verdict {
  const { state, verdict } = partition.lag().class;
  return state === 'data-lost' || state === 'no-commit'
    ? 'not-applicable'
    : verdict;
}

/** The partition to tell of: the worst verdict, then the longest lag. */
export function worstPartition(
  reader: ReaderView,
): ReaderPartition | undefined {
  return reader.partitions.reduce<ReaderPartition | undefined>(
    (worst, partition) =>
      worst === undefined || isWorse(partition, worst) ? partition : worst,
    undefined,
  );
}

function isWorse(a: ReaderPartition, b: ReaderPartition): boolean {
  const order = compareVerdicts(verdictInTime(a), verdictInTime(b));
  return order === 0 ? ageOf(a) > ageOf(b) : order < 0;
}

function ageOf(partition: ReaderPartition): number {
  const { lagTime } = partition.lag();
  return lagTime.known ? lagTime.value.ms : 0;
}

function judgePartition(
  reader: ReaderView,
  worst: ReaderPartition,
  context: HealthContext,
): Judgement {
  const { missing } = worst.lag().class;
  return judge(verdictInTime(worst), findingOf(reader, worst, context), {
    missing,
    at: { partition: worst.partition },
    rule: ruleLines(worst, context),
    limits: limitsOf(worst, context),
    evidence: evidenceOf(reader, worst),
    next: missing
      ? grantOf(missing, reader.group.system)
      : nextSteps(reader, worst, context),
    window: windowOf(worst, context),
    hold: holdOf(worst, context),
  });
}

function findingOf(
  reader: ReaderView,
  worst: ReaderPartition,
  context: HealthContext,
): Finding {
  const missing = worst.lag().class.missing;
  const { group, topic } = reader.subject;
  return missing
    ? unknownFinding(missing, `${group} · ${topic} p${worst.partition}`)
    : lagFinding(reader, worst, context);
}

function limitsOf(
  worst: ReaderPartition,
  { scope: { limits } }: HealthContext,
): CheckLimit[] {
  const { state } = worst.lag().class;
  const isStill = state === 'stalled' || state === 'stopped';
  const names = isStill ? ['lag.grace'] : ['lag.slo.warn', 'lag.slo.critical'];
  const holds =
    state === 'falling-behind'
      ? ['lag.falling-behind.hold', 'lag.falling-behind.clear']
      : [];
  return [...names, ...holds].map(limit => limits.get(limit));
}

function evidenceOf(
  reader: ReaderView,
  worst: ReaderPartition,
): CheckResult['evidence'] {
  const { lag, lagTime, rewoundBy } = worst.lag();
  const { committed, end, member } = worst;
  const others = reader.partitions.filter(
    each => each !== worst && isBad(verdictInTime(each)),
  );
  return [
    ...(lagTime.known
      ? [
          {
            name: 'observed',
            value: duration(lagTime.value.ms, lagTime.value.isAtLeast),
            note: lagTime.value.method,
          },
        ]
      : []),
    ...timestampsOf(reader, worst),
    ...(committed.known
      ? [{ name: 'committed', value: offset(committed.value) }]
      : []),
    ...(end.known ? [{ name: 'end', value: offset(end.value) }] : []),
    ...(lag.known ? [{ name: 'lag', value: count(lag.value) }] : []),
    ...(member ? [{ name: 'member', value: name(member.clientId) }] : []),
    ...(rewoundBy > 0 ? [{ name: 'rewound', value: count(rewoundBy) }] : []),
    ...(others.length > 0
      ? [
          {
            name: 'also',
            value: partitionNames(others.map(each => each.partition)),
          },
        ]
      : []),
  ];
}

/** Whose clock the age rests on; our own where it lies between two readings. */
function timestampsOf(
  { topic }: ReaderView,
  worst: ReaderPartition,
): CheckResult['evidence'] {
  const { lagTime } = worst.lag();
  const isOurs = !lagTime.known || lagTime.value.method === 'interval';
  if (isOurs || !topic || lagTime.value.ms === 0) return [];
  const type = configOf(topic, 'message.timestamp.type').value;
  return type === undefined
    ? []
    : [{ name: 'timestamps', value: name(type), note: type }];
}

function isBad(verdict: Verdict): boolean {
  return compareVerdicts(verdict, 'info') < 0;
}

/** Readings of the last half hour. */
function windowOf(
  partition: ReaderPartition,
  { nowMs, intervalMs }: HealthContext,
): RawResult['window'] {
  const told = partition
    .samples()
    .filter(({ committed }) => committed !== undefined);
  return readingsIn(told, { nowMs, intervalMs, withinMs: 30 * 60_000 });
}

function holdOf(
  worst: ReaderPartition,
  { scope: { limits } }: HealthContext,
): RawResult['hold'] {
  if (worst.lag().class.state !== 'falling-behind')
    return { clearMs: numberOf(limits.get('lag.clear')) };
  return {
    forMs: numberOf(limits.get('lag.falling-behind.hold')),
    clearMs: numberOf(limits.get('lag.falling-behind.clear')),
  };
}
