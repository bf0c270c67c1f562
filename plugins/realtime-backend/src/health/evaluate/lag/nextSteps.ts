import {
  ANNOTATIONS,
  type Finding,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  HealthContext,
  ReaderPartition,
  ReaderView,
} from '../context/HealthContext';
import { count, duration, name, numberOf, offset, say } from '../values';
import { commitsMove } from './commitsMove';

/** What to do about a lag, most useful first, after what explains it. */
export function nextSteps(
  reader: ReaderView,
  partition: ReaderPartition,
  context: HealthContext,
): Finding[] {
  const steps = stepsOf(reader, partition, context);
  return steps.length === 0 ? [] : [...replayOf(reader, partition), ...steps];
}

/** Who sees a group an hour late should know that somebody sent it back. */
function replayOf({ group }: ReaderView, partition: ReaderPartition) {
  const { rewoundBy } = partition.lag();
  return rewoundBy > 0
    ? [
        say('lag.note.rewound', {
          group: name(group.group),
          count: count(rewoundBy),
        }),
      ]
    : [];
}

function stepsOf(
  reader: ReaderView,
  partition: ReaderPartition,
  context: HealthContext,
): Finding[] {
  const { state } = partition.lag().class;
  const owner = name(context.owner);
  const group = name(reader.group.group);
  const topic = name(reader.topic?.topic ?? '');
  switch (state) {
    case 'stalled':
      return [unblock(reader, partition, context)];
    case 'stopped':
      return [say('lag.next.stopped', { group, owner })];
    case 'ahead':
      return [say('lag.next.reset', { group, topic, owner })];
    case 'catching-up':
      return [say('lag.next.wait'), changeLimit()];
    case 'lagging':
    case 'falling-behind':
      return speedUp(reader, partition, context);
    default:
      return [];
  }
}

function unblock(
  { group }: ReaderView,
  { member, committed }: ReaderPartition,
  { owner }: HealthContext,
): Finding {
  return say('lag.next.stalled', {
    member: name(member?.clientId ?? group.group),
    offset: offset(committed.known ? committed.value : 0),
    owner: name(owner),
  });
}

function speedUp(
  reader: ReaderView,
  partition: ReaderPartition,
  context: HealthContext,
): Finding[] {
  const { breachMs, state } = partition.lag().class;
  // What falls behind comes to its first limit; its finding says when.
  const isNearCritical = breachMs !== undefined && state === 'lagging';
  const breach = isNearCritical ? [duration(breachMs)] : [];
  return [
    moreMembers(reader, context),
    ...breach.map(value =>
      say('lag.next.critical-in', {
        breach: value,
        owner: name(context.owner),
      }),
    ),
    changeLimit(),
  ];
}

/**
 * Another member helps only while there are partitions to give it, and starting
 * again only who is gone: who commits without being a member is at work.
 */
function moreMembers(
  reader: ReaderView,
  { owner, scope }: HealthContext,
): Finding {
  const { observed } = reader.group;
  const graceMs = numberOf(scope.limits.get('lag.grace'));
  const group = name(reader.group.group);
  const members = observed?.members.known
    ? observed.members.value.length
    : undefined;
  const partitions = reader.partitions.length;
  if (members === 0) {
    const isAtWork = commitsMove([reader], reader.group.atMs, graceMs);
    return say(isAtWork ? 'lag.next.faster-alone' : 'lag.next.stopped', {
      group,
      owner: name(owner),
    });
  }
  return members === undefined || members >= partitions
    ? say('lag.next.faster', { group, owner: name(owner) })
    : say('lag.next.add-member', {
        ...{ group, owner: name(owner), count: count(members) },
        ...{ members: count(members), partitions: count(partitions) },
      });
}

function changeLimit(): Finding {
  return say('lag.next.annotation', {
    annotation: name(ANNOTATIONS.healthLimits),
    form: name('lag.slo.warn=60s'),
  });
}
