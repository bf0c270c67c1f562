import type { Missing } from '@backstage-realtime/plugin-realtime-common';
import type { GroupObservation } from '../../observation';
import { once } from '../once';
import type { EvaluateInput } from '../types';
import type {
  GroupView,
  ReaderView,
  SystemView,
  TopicView,
} from './HealthContext';
import { withCurrent } from './samples';
import { topicsReadBy, viewReader } from './viewReaders';

/** Declared groups with what was observed of them, and the topics they read. */
export function viewGroups(
  input: EvaluateInput,
  systems: ReadonlyMap<string, SystemView>,
  topics: readonly TopicView[],
): GroupView[] {
  return input.scope.groups.map(({ system, group }) => {
    const view = viewGroup(input, { system, group }, systems.get(system));
    const own = topics.filter(topic => topic.system === system);
    return { ...view, readers: readersOf(input, view, own) };
  });
}

function viewGroup(
  { history, nowMs }: EvaluateInput,
  { system, group }: { system: string; group: string },
  systemView: SystemView | undefined,
): GroupView {
  const observed = systemView?.observation?.groups.find(
    each => each.group === group,
  );
  const atMs = systemView?.observation?.atMs ?? nowMs;
  return {
    subject: { system, group },
    system,
    group,
    missing: systemView?.missing ?? missingOf(observed),
    isStale: systemView?.missing?.code === 'stale',
    observed,
    atMs,
    membership: once(() =>
      withCurrent(history.membership(system, group), {
        atMs,
        state: observed?.state.known ? observed.state.value : undefined,
      }),
    ),
    readers: [],
  };
}

/** Nothing is known of a group whose state and offsets are both withheld. */
function missingOf(
  observed: GroupObservation | undefined,
): Missing | undefined {
  if (!observed) return { code: 'not-asked' };
  const { state, offsets } = observed;
  if (state.known || state.missing.code === 'not-found') return undefined;
  const isReadable = offsets.some(({ committed }) => committed.known);
  return isReadable ? undefined : state.missing;
}

function readersOf(
  input: EvaluateInput,
  group: GroupView,
  topics: readonly TopicView[],
): ReaderView[] {
  const read = topicsReadBy(group.observed, topics);
  return read.length === 0
    ? [viewReader(input, group, topics.length === 1 ? topics[0] : undefined)]
    : read.map(topic => viewReader(input, group, topic));
}
