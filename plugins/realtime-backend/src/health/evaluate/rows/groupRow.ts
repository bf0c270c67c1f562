import {
  compareVerdicts,
  known,
  missing,
  type CheckResult,
  type GroupHealthRow,
  type GroupPartition,
  type LagTime,
  type Reading,
  type Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  HealthContext,
  ReaderPartition,
  ReaderView,
} from '../context/HealthContext';
import { limitOf } from '../lag/words';
import type { HealthLimits } from '../types';
import { numberOf } from '../values';
import { worstPartition } from '../checks/lagTime';
import { commitRate } from './commitRate';
import { groupTrend } from './groupTrend';
import { toOffset } from './topicRow';
import { worstOf } from './worst';

/** The line of a group on a topic in the table. */
export function groupRow(
  reader: ReaderView,
  results: readonly CheckResult[],
  context: HealthContext,
): GroupHealthRow {
  const { system, group, observed } = reader.group;
  const worst = worstOf(
    results.filter(({ subject }) => isAbout(subject, reader)),
  );
  const slowest = worstPartition(reader);
  const lag = totalLag(reader);
  return {
    ...{ system, group, type: observed?.type ?? 'unknown' },
    topic: reader.topic?.topic ?? '',
    verdict: worst?.verdict ?? (reader.missing ? 'unknown' : 'ok'),
    worst: worst?.key,
    state: observed?.state ?? withheld(reader),
    members: membersOf(reader),
    memberNames: namesOf(reader),
    partitions: reader.partitions.length,
    lag,
    lagTime: longest(reader),
    limit: slowest ? limitOf(slowest.lag(), context) : undefined,
    rate: lag.known ? commitRate(reader.partitions) : lag,
    ...groupTrend(reader, lag),
    lags: [...reader.lags()],
    byPartition: reader.partitions.map(each => toGroupPartition(each, context)),
  };
}

function isAbout(
  subject: CheckResult['subject'],
  { group, topic }: ReaderView,
): boolean {
  const isGroup =
    subject.system === group.system && subject.group === group.group;
  return isGroup && (subject.topic ?? topic?.topic) === topic?.topic;
}

function toGroupPartition(
  partition: ReaderPartition,
  { scope: { limits } }: HealthContext,
): GroupPartition {
  const { class: found, lag, lagTime, retention } = partition.lag();
  const verdict = worse(found.verdict, verdictOfUse(retention.used, limits));
  return {
    partition: partition.partition,
    verdict,
    lagState: verdict === found.verdict ? found.state : 'retention',
    committed: toOffset(partition.committed),
    end: toOffset(partition.end),
    ...{ lag, lagTime },
    member: partition.member?.clientId,
  };
}

/** As `retention.cliff` judges it. */
function verdictOfUse(used: number = 0, limits: HealthLimits): Verdict {
  const isOver = (kind: 'warn' | 'critical') =>
    used >= numberOf(limits.get(`retention.cliff.${kind}`));
  if (isOver('critical')) return 'critical';
  return isOver('warn') ? 'warning' : 'ok';
}

function worse(a: Verdict, b: Verdict): Verdict {
  return compareVerdicts(a, b) <= 0 ? a : b;
}

function membersOf(reader: ReaderView): Reading<number> {
  const members = reader.group.observed?.members ?? withheld(reader);
  return members.known ? known(members.value.length) : members;
}

function namesOf({ group: { observed } }: ReaderView): string[] {
  return observed?.members.known
    ? observed.members.value.map(({ clientId }) => clientId)
    : [];
}

/** Of all partitions; a part that is not known makes the sum unknown, a missing commit does not. */
function totalLag(reader: ReaderView): Reading<number> {
  let sum = 0;
  let seen = 0;
  for (const partition of reader.partitions) {
    const { lag } = partition.lag();
    if (lag.known) seen += 1;
    else if (lag.missing.code !== 'no-commit') return lag;
    sum += lag.known ? lag.value : 0;
  }
  if (seen > 0) return known(sum);
  return reader.partitions.length > 0 && !reader.missing
    ? missing('no-commit')
    : withheld(reader);
}

function longest(reader: ReaderView): Reading<LagTime> {
  const times = reader.partitions.map(partition => partition.lag().lagTime);
  const found = times.flatMap(each => (each.known ? [each.value] : []));
  if (found.length > 0) {
    return known(found.reduce((a, b) => (b.ms > a.ms ? b : a)));
  }
  return times.find(each => !each.known) ?? withheld(reader);
}

function withheld({ missing: why }: ReaderView): Reading<never> {
  return { known: false, missing: why ?? { code: 'no-data' } };
}
