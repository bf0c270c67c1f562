import {
  compareVerdicts,
  type Missing,
} from '@backstage-realtime/plugin-realtime-common';
import type { HealthContext, SystemView } from '../context/HealthContext';
import { withCurrent } from '../context/samples';
import { fine, judge, notApplicable, type Judgement } from '../judgement';
import { theilSen } from '../lag/theilSen';
import type { DiskSample } from '../../history/HealthHistory';
import type { LogDirObservation } from '../../observation';
import { count, duration, name, numberOf, say, share } from '../values';
import { family, type Checked, type SubjectCheck } from './HealthCheck';

const MINUTE_MS = 60_000;

/** A fill rate rests on at least this span, and on readings this far apart. */
const FILL_SPAN_MS = 30 * MINUTE_MS;
const FILL_STEP_MS = 5 * MINUTE_MS;

/** Log directories of one broker that hold something of the entity. */
interface BrokerDisks extends Checked {
  broker: number;
  directories: readonly LogDirObservation[];
}

function disksOf(context: HealthContext): BrokerDisks[] {
  return context.systems.flatMap(view => {
    const byBroker = new Map<number, LogDirObservation[]>();
    for (const each of view.observation?.logDirs ?? []) {
      if (each.replicas.length === 0) continue;
      byBroker.set(each.broker, [...(byBroker.get(each.broker) ?? []), each]);
    }
    if (view.missing || byBroker.size === 0) return withoutDisks(view, context);
    return [...byBroker].map(([broker, directories]) => ({
      subject: { system: view.system, broker },
      ...{ broker, directories },
    }));
  });
}

/** Why no directory was seen stands at the sizes they would have told; nobody asked when they are told. */
function withoutDisks(
  { system, subject, missing }: SystemView,
  { topics }: HealthContext,
): BrokerDisks[] {
  const sizes = topics
    .filter(topic => topic.system === system)
    .flatMap(({ partitions }) => partitions)
    .map(({ observed }) => observed.sizeBytes);
  const withheld = sizes.find(size => !size.known);
  const reason: Missing | undefined =
    missing ??
    (withheld?.known === false && withheld.missing.code !== 'not-asked'
      ? withheld.missing
      : undefined);
  return reason
    ? [{ subject, missing: reason, broker: -1, directories: [] }]
    : [];
}

const FAILED: SubjectCheck<BrokerDisks> = {
  id: 'disk.logdir-failed',
  sources: ['DescribeLogDirs', 'Metadata'],
  judge: ({ broker, directories, subject }, context) => {
    const failed = directories.filter(({ error }) => error !== undefined);
    const replicas = failed.flatMap(each => each.replicas);
    const values = {
      system: name(subject.system),
      broker: name(broker),
      count: count(failed.length),
      total: count(directories.length),
      partitions: name(
        replicas
          .slice(0, 6)
          .map(each => `${each.topic} p${each.partition}`)
          .join(', '),
      ),
    };
    const more = {
      rule: [say('disk.logdir-failed.rule', values)],
      hold: { readings: 2 },
    };
    if (failed.length === 0) {
      return fine(say('disk.logdir-failed.ok', values), more);
    }
    const verdict = holdsLeader(context, subject.system, broker, replicas)
      ? 'critical'
      : 'warning';
    return judge(verdict, say('disk.logdir-failed', values), {
      ...more,
      next: [say('disk.logdir-failed.next', values)],
    });
  },
};

function holdsLeader(
  { topics }: HealthContext,
  system: string,
  broker: number,
  replicas: LogDirObservation['replicas'],
): boolean {
  return replicas.some(replica =>
    topics
      .filter(view => view.system === system && view.topic === replica.topic)
      .flatMap(view => view.partitions)
      .some(
        ({ partition, observed: { leader } }) =>
          partition === replica.partition &&
          leader.known &&
          leader.value === broker,
      ),
  );
}

const RUNWAY: SubjectCheck<BrokerDisks> = {
  id: 'disk.runway',
  sources: ['DescribeLogDirs'],
  judge: (disks, context) => {
    const told = disks.directories.flatMap(each =>
      spaceOf(each, disks, context),
    );
    const [worst] = told
      .map(space => judgeSpace(disks, space, context))
      .sort((a, b) => compareVerdicts(a.verdict, b.verdict));
    return (
      worst ??
      notApplicable(
        say('disk.runway.unsupported', { broker: name(disks.broker) }),
      )
    );
  },
};

interface Space {
  free: number;
  /** Time until full at the pace of the last readings; undefined when not known or not filling. */
  runwayMs?: number;
}

function spaceOf(
  { path, totalBytes, usableBytes }: LogDirObservation,
  { broker, subject: { system } }: BrokerDisks,
  { history, nowMs }: HealthContext,
): Space[] {
  if (!totalBytes || usableBytes === undefined) return [];
  const current = { atMs: nowMs, totalBytes, usableBytes };
  const fill = fillRate(
    withCurrent(history.disk(system, broker, path), current),
    nowMs,
  );
  const runwayMs =
    fill !== undefined && fill > 0 ? usableBytes / fill : undefined;
  const free = usableBytes / totalBytes;
  return [{ free, runwayMs }];
}

/** Bytes a ms that the disk fills with; undefined before half an hour of readings. */
function fillRate(
  samples: readonly DiskSample[],
  nowMs: number,
): number | undefined {
  const points: Array<{ atMs: number; value: number }> = [];
  for (const { atMs, usableBytes } of samples) {
    const isApart = atMs - (points.at(-1)?.atMs ?? -Infinity) >= FILL_STEP_MS;
    const isRecent = nowMs - atMs <= 6 * FILL_SPAN_MS;
    if (usableBytes === undefined || !isApart || !isRecent) continue;
    points.push({ atMs, value: -usableBytes });
  }
  const spanMs = points.length > 1 ? points.at(-1)!.atMs - points[0].atMs : 0;
  return spanMs >= FILL_SPAN_MS ? theilSen(points) : undefined;
}

function judgeSpace(
  { broker, subject }: BrokerDisks,
  { free, runwayMs = Infinity }: Space,
  { scope: { limits } }: HealthContext,
): Judgement {
  const of = (kind: 'warn' | 'critical') => ({
    runway: limits.get(`disk.runway.${kind}`),
    free: limits.get(`disk.free.${kind}`),
  });
  const isPast = (limit: ReturnType<typeof of>) =>
    runwayMs < numberOf(limit.runway) || free < numberOf(limit.free);
  const isCritical = isPast(of('critical'));
  const isBad = isCritical || isPast(of('warn'));
  const limit = of(isCritical ? 'critical' : 'warn');
  const isByTime = runwayMs < numberOf(limit.runway);
  const values = {
    system: name(subject.system),
    broker: name(broker),
    free: share(free),
    limit: isByTime ? limit.runway.value : limit.free.value,
    freeLimit: limit.free.value,
    ...(Number.isFinite(runwayMs) && { runway: duration(runwayMs) }),
  };
  const more = {
    rule: [
      Number.isFinite(runwayMs)
        ? say('disk.runway.rule', { ...values, limit: limit.runway.value })
        : say('disk.runway.rule-free', values),
    ],
    limits: [limit.runway, limit.free],
    hold: { forMs: numberOf(limits.get('disk.hold')) },
  };
  if (!isBad) return fine(say('disk.runway.ok', values), more);
  const finding = isByTime ? 'disk.runway' : 'disk.runway.free';
  return judge(isCritical ? 'critical' : 'warning', say(finding, values), {
    ...more,
    next: [say('disk.runway.next', values)],
  });
}

/** Whether the disks under the entity's partitions work and last. */
export const DISKS = family('disk', disksOf, [FAILED, RUNWAY]);
