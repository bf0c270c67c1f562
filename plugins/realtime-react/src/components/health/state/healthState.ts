import type {
  SystemReading,
  TopicHealth,
} from '@backstage-realtime/plugin-realtime-common';
import type { StateSnapshot } from '../../../store/StateStream';

/**
 * What a view says about the health of topics: one state out of the stream and
 * its last value, worst first. Tab and card both read this, so that they cannot
 * disagree.
 *
 * A refusal is stronger than an old value: what may no longer be seen is not
 * shown. A stream that is cut off and a reading that is old keep the value, with
 * its age, and never as if it were true. `partial` is a reading in which a
 * cluster or a broker did not answer.
 */
export type HealthState =
  | { kind: 'loading' }
  | { kind: 'forbidden'; message: string }
  | { kind: 'over-budget'; message: string }
  | { kind: 'refused'; message: string }
  | {
      kind: 'unreachable';
      part: string;
      sinceMs: number;
      tries?: number;
      nextTryAtMs?: number;
      ageMs?: number;
    }
  | { kind: 'empty' }
  | { kind: 'stale'; ageMs: number }
  | { kind: 'partial'; silent: SystemReading[] }
  | { kind: 'live' };

/** A reading older than this many intervals is stale. */
const STALE_INTERVALS = 3;

/** The one state a view shows of a snapshot; undefined means that none was opened yet. */
export function readHealthState(
  snapshot: StateSnapshot<TopicHealth> | undefined,
  nowMs: number,
): HealthState {
  if (!snapshot) return { kind: 'loading' };
  const { status, value } = snapshot;
  if (status.state === 'refused') return refusedState(status);
  const ageMs = healthAge(snapshot, nowMs);
  if (status.state === 'unreachable') {
    return { ...status, kind: 'unreachable', ageMs };
  }
  return value ? valueState(value, ageMs ?? 0) : { kind: 'loading' };
}

/** Whether a refusal is a permission that is missing, on a stream or on a rollout. */
export function isForbidden(code: string): boolean {
  return (
    code === 'realtime.stream.forbidden' ||
    code === 'realtime.rollout.forbidden'
  );
}

/** Why nothing comes, and nothing more will. */
export function refusedState(status: {
  code: string;
  message: string;
}): Extract<HealthState, { message: string }> {
  const { code, message } = status;
  if (isForbidden(code)) return { kind: 'forbidden', message };
  return code === 'realtime.stream.over-budget'
    ? { kind: 'over-budget', message }
    : { kind: 'refused', message };
}

function valueState(value: TopicHealth, ageMs: number): HealthState {
  const { systems, topics, groups, intervalMs } = value;
  const away = systems.filter(system => system.missing);
  if (away.length > 0 && away.length === systems.length) {
    const sinceMs = Math.min(...away.map(s => s.sinceMs ?? s.checkedAtMs));
    const part = away.map(system => system.system).join(', ');
    return { kind: 'unreachable', part, sinceMs };
  }
  if (ageMs > STALE_INTERVALS * intervalMs) return { kind: 'stale', ageMs };
  if (topics.length === 0 && groups.length === 0) return { kind: 'empty' };
  const silent = systems.filter(isSilent);
  return silent.length > 0 ? { kind: 'partial', silent } : { kind: 'live' };
}

function isSilent({ missing, brokers }: SystemReading): boolean {
  return missing !== undefined || brokers.answered < brokers.total;
}

/** Age of the reading in ms, by the page's clock alone: the server's may differ. @public */
export function healthAge(
  snapshot: StateSnapshot<TopicHealth> | undefined,
  nowMs: number,
): number | undefined {
  const { value, receivedAtMs } = snapshot ?? {};
  if (!value || receivedAtMs === undefined) return undefined;
  const oldest = Math.min(
    value.evaluatedAtMs,
    ...value.systems.map(system => system.checkedAtMs),
  );
  const whenItCame = Math.max(0, value.evaluatedAtMs - oldest);
  return Math.max(0, nowMs - receivedAtMs) + whenItCame;
}
