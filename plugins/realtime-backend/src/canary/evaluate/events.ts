import type {
  RolloutEvent,
  RolloutStep,
} from '@backstage-realtime/plugin-realtime-common';
import type { RolloutView } from './RolloutView';

const MAX_EVENTS = 100;

/** Moments to mark on a time axis, oldest first. */
export function readEvents(
  view: RolloutView,
  steps: readonly RolloutStep[],
): RolloutEvent[] {
  const { abort, seen } = view;
  const events = [
    ...steps.flatMap(eventOf),
    at('aborted', abort?.atMs),
    at('retried', seen?.retriedAtMs),
    at('promoted', promotedAt(view)),
  ].flatMap(event => event ?? []);
  return events.sort((a, b) => a.atMs - b.atMs).slice(-MAX_EVENTS);
}

function at(
  kind: RolloutEvent['kind'],
  atMs: number | undefined,
): RolloutEvent | undefined {
  return atMs === undefined ? undefined : { atMs, kind };
}

const KINDS: Partial<Record<RolloutStep['kind'], RolloutEvent['kind']>> = {
  weight: 'weight',
  pause: 'paused',
  analysis: 'analysis',
};

function eventOf({ kind, weight, startedAtMs }: RolloutStep): RolloutEvent[] {
  const event = KINDS[kind];
  if (!event || startedAtMs === undefined) return [];
  return [{ atMs: startedAtMs, kind: event, weight }];
}

/** The first revision was never anything else than stable. */
function promotedAt({
  rollout,
  status,
  isUpdating,
}: RolloutView): number | undefined {
  if (isUpdating || rollout.revision === 1) return undefined;
  const completed = status.conditions.find(
    ({ type, status: holds }) => type === 'Completed' && holds === 'True',
  );
  return completed?.atMs;
}
