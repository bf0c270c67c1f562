import type { GroupView, HealthContext } from '../context/HealthContext';
import { commitsMove } from '../lag/commitsMove';
import { fine, judge, unknown, type Judgement } from '../judgement';
import { count, duration, name, numberOf, say } from '../values';
import type { SubjectCheck } from './HealthCheck';

/** States in which members share out partitions and nobody reads; classic and newer protocol. */
const SETTLING = new Set([
  'PreparingRebalance',
  'CompletingRebalance',
  'Assigning',
  'Reconciling',
]);

/** Whether a group is reading, sharing out partitions, or gone. */
export const GROUP_STATE: SubjectCheck<GroupView> = {
  id: 'group.state',
  sources: ['ConsumerGroupDescribe', 'DescribeGroups'],
  judge: (view, context) => {
    const state = view.observed?.state;
    if (!state?.known) {
      return unknown(state?.missing ?? { code: 'no-data' }, view.subject);
    }
    if (SETTLING.has(state.value)) return settling(view, state.value, context);
    const isEmpty = state.value === 'Empty' || state.value === 'Dead';
    return isEmpty
      ? empty(view, state.value, context)
      : fine(say('group.state.ok', namesOf(view, state.value, context)));
  },
};

function namesOf(
  { group }: GroupView,
  state: string,
  { owner }: HealthContext,
) {
  return { group: name(group), state: name(state), owner: name(owner) };
}

function settling(
  view: GroupView,
  state: string,
  context: HealthContext,
): Judgement {
  const { limits } = context.scope;
  const warn = limits.get('group.state.warn');
  const critical = limits.get('group.state.critical');
  const stillMs = settlingFor(view);
  const isCritical = stillMs > numberOf(critical);
  const values = {
    ...namesOf(view, state, context),
    still: duration(stillMs),
    limit: (isCritical ? critical : warn).value,
  };
  const more = {
    rule: [say('group.state.rule', values)],
    limits: [warn, critical],
  };
  if (stillMs <= numberOf(warn)) {
    return fine(say('group.state.settling', values), more);
  }
  return judge(
    isCritical ? 'critical' : 'warning',
    say('group.state', values),
    {
      ...more,
      next: [say('group.state.next', values)],
    },
  );
}

/** How long no reading found it settled. */
function settlingFor(view: GroupView): number {
  let sinceMs = view.atMs;
  for (const { state, atMs } of [...view.membership()].reverse()) {
    if (state === undefined) continue;
    if (!SETTLING.has(state)) break;
    sinceMs = atMs;
  }
  return view.atMs - sinceMs;
}

function empty(
  view: GroupView,
  state: string,
  context: HealthContext,
): Judgement {
  const grace = context.scope.limits.get('lag.grace');
  const lag = lagOf(view);
  const values = {
    ...namesOf(view, state, context),
    count: count(lag),
    members: count(0),
  };
  const more = { rule: [say('group.state.rule-members', values)] };
  if (commitsMove(view.readers, view.atMs, numberOf(grace))) {
    return judge('info', say('group.state.unmanaged', values), more);
  }
  return lag > 0
    ? judge('warning', say('group.state.stopped', values), {
        ...more,
        limits: [grace],
        hold: { forMs: numberOf(grace) },
        next: [say('group.state.stopped.next', values)],
      })
    : judge('info', say('group.state.empty', values), more);
}

/** Records not read yet, without what may be a marker. */
function lagOf({ readers }: GroupView): number {
  return readers
    .flatMap(({ partitions }) => partitions)
    .reduce((sum, partition) => {
      const { lag, class: found } = partition.lag();
      const isMarker =
        found.state === 'residue' || found.state === 'control-only';
      return sum + (lag.known && !isMarker ? lag.value : 0);
    }, 0);
}
