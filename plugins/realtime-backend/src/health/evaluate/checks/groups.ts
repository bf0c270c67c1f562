import type { Verdict } from '@backstage-realtime/plugin-realtime-common';
import type {
  GroupView,
  HealthContext,
  ReaderView,
} from '../context/HealthContext';
import type { MembershipSample } from '../../history/HealthHistory';
import {
  fine,
  judge,
  notApplicable,
  unknown,
  type Judgement,
} from '../judgement';
import {
  count,
  duration,
  name,
  numberOf,
  partitionNames,
  say,
} from '../values';
import { GROUP_STATE } from './groupState';
import { family, type SubjectCheck } from './HealthCheck';
import { namesOf } from './readers';
import { readingsIn } from './readingsIn';

const CHURN_MS = 10 * 60_000;

const MISSING: SubjectCheck<GroupView> = {
  id: 'group.missing',
  sources: ['ConsumerGroupDescribe', 'DescribeGroups'],
  judge: ({ observed, group, system, subject }, { scope, owner }) => {
    const values = {
      ...{ group: name(group), system: name(system) },
      owner: name(owner),
    };
    const more = { rule: [say('group.missing.rule')], hold: { readings: 2 } };
    const state = observed?.state;
    if (state?.known === false && state.missing.code === 'not-found') {
      const bad: Verdict = scope.tier === 'prod' ? 'critical' : 'warning';
      return judge(bad, say('group.missing', values), {
        ...more,
        next: [say('group.missing.next', values)],
      });
    }
    return state?.known === false
      ? unknown(state.missing, subject)
      : fine(say('group.missing.ok', values), more);
  },
};

const TYPE: SubjectCheck<GroupView> = {
  id: 'group.type-unsupported',
  sources: ['ListGroups'],
  judge: ({ observed, group }) => {
    const values = {
      group: name(group),
      state: name(observed?.type ?? 'unknown'),
    };
    return observed?.type === 'share'
      ? notApplicable(say('group.type-unsupported', values))
      : fine(say('group.state.ok', values));
  },
};

const CHURN: SubjectCheck<GroupView> = {
  id: 'group.churn',
  sources: ['ConsumerGroupDescribe', 'DescribeGroups'],
  judge: (view, { scope: { limits }, owner, intervalMs }) => {
    const members = view.observed?.members;
    if (members?.known === false) return unknown(members.missing, view.subject);
    const warn = limits.get('group.churn.warn');
    const critical = limits.get('group.churn.critical');
    const { changes, spanMs } = changesOf(view.membership(), view.atMs);
    const isCritical = changes >= numberOf(critical);
    const values = {
      group: name(view.group),
      owner: name(owner),
      count: count(changes),
      span: duration(spanMs),
      limit: (isCritical ? critical : warn).value,
    };
    if (spanMs === 0) {
      return notApplicable(say('group.churn.learning', values));
    }
    const more = {
      rule: [say('group.churn.rule', values)],
      limits: [warn, critical],
      window: readingsIn(view.membership(), {
        ...{ nowMs: view.atMs, intervalMs, withinMs: CHURN_MS },
      }),
    };
    return changes >= numberOf(warn)
      ? judge(isCritical ? 'critical' : 'warning', say('group.churn', values), {
          ...more,
          next: [say('group.churn.next', values)],
        })
      : fine(say('group.churn.ok', values), more);
  },
};

/** Changes of the set of members, or steps of the epoch, and the span that was seen of the time they count in. */
function changesOf(
  samples: readonly MembershipSample[],
  atMs: number,
): { changes: number; spanMs: number } {
  const told = samples.filter(
    each => atMs - each.atMs <= CHURN_MS && each.membership !== undefined,
  );
  const changes = told.filter(
    ({ membership }, index) =>
      index > 0 && membership !== told[index - 1].membership,
  );
  return { changes: changes.length, spanMs: atMs - (told[0]?.atMs ?? atMs) };
}

const UNASSIGNED: SubjectCheck<ReaderView> = {
  id: 'group.unassigned',
  sources: ['ConsumerGroupDescribe', 'DescribeGroups', 'ListOffsets'],
  judge: (reader, context) => {
    const { observed } = reader.group;
    const hold = context.scope.limits.get('group.unassigned.hold');
    const state = observed?.state.known ? observed.state.value : '';
    const values = { ...namesOf(reader, context), state: name(state) };
    if (observed && !observed.members.known) {
      return unknown(observed.members.missing, reader.subject);
    }
    if (state !== 'Stable') {
      return notApplicable(say('group.unassigned.unmanaged', values));
    }
    const found = reader.partitions.filter(
      ({ isAssigned, start, end }) =>
        isAssigned === false &&
        start.known &&
        end.known &&
        end.value > start.value,
    );
    const more = {
      rule: [say('group.unassigned.rule', { count: count(found.length) })],
      limits: [hold],
      hold: { forMs: numberOf(hold) },
    };
    const partitions = partitionNames(found.map(({ partition }) => partition));
    return found.length > 0
      ? judge('critical', say('group.unassigned', { ...values, partitions }), {
          ...more,
          next: [say('group.unassigned.next', values)],
        })
      : fine(say('group.unassigned.ok', values), more);
  },
};

const IDLE_MEMBERS: SubjectCheck<GroupView> = {
  id: 'group.idle-members',
  sources: ['ConsumerGroupDescribe', 'DescribeGroups'],
  judge: (view, context) => judgeIdle(view, context),
};

/** Counted over all topics a group reads, as its members are shared among them. */
function judgeIdle(
  { observed, group, subject, readers }: GroupView,
  { owner }: HealthContext,
): Judgement {
  if (!observed?.members.known) {
    return unknown(
      observed?.members.known === false
        ? observed.members.missing
        : { code: 'no-data' },
      subject,
    );
  }
  const members = observed.members.value;
  const idle = members.filter(({ assignments }) =>
    assignments.every(({ partitions }) => partitions.length === 0),
  );
  const partitions = readers.reduce(
    (sum, each) => sum + each.partitions.length,
    0,
  );
  const values = {
    group: name(group),
    owner: name(owner),
    members: count(members.length),
    partitions: count(partitions),
    count: count(idle.length),
  };
  const rule = [say('group.idle-members.rule', values)];
  const isSettled = observed.state.known && observed.state.value === 'Stable';
  return isSettled && members.length > partitions && idle.length > 0
    ? judge('info', say('group.idle-members', values), {
        rule,
        next: [say('group.idle-members.next', values)],
      })
    : fine(say('group.idle-members.ok', values), { rule });
}

/** Groups as such. */
export const GROUPS = family('group', ({ groups }) => groups, [
  MISSING,
  GROUP_STATE,
  CHURN,
  IDLE_MEMBERS,
  TYPE,
]);

/** Groups on the topics they read. */
export const ASSIGNMENTS = family('group', ({ readers }) => readers, [
  UNASSIGNED,
]);
