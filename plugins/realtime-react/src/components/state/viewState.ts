import type {
  MissingPartition,
  OpeningStep,
  WatchedStream,
} from '@backstage-realtime/plugin-realtime-common';
import { OPENING_STEPS } from '@backstage-realtime/plugin-realtime-common';
import type {
  ConnectionState,
  StreamProblem,
  StreamSnapshot,
} from '../../store/StreamSnapshot';

/**
 * What a view says about a stream: one state out of connection, subscription
 * and problem, worst first. Band, body and card all read this, so that they
 * cannot disagree.
 *
 * A refusal is stronger than the connection, since a working socket does not
 * make it untrue. A silent or cut connection is stronger than the subscription,
 * whose state is then only the last one heard. `empty` and `scan-ended` are
 * states of a subscription that works.
 * @public
 */
export type ViewState =
  | {
      kind: 'connecting';
      step: OpeningStep;
      stepNumber: number;
      sinceMs: number;
    }
  | { kind: 'catching-up'; remaining?: number }
  | { kind: 'live'; sinceMs: number }
  | { kind: 'empty'; filtered: number }
  | { kind: 'partial'; sinceMs: number; missing: MissingPartition[] }
  | { kind: 'paused'; sinceMs: number }
  | { kind: 'idle'; sinceMs: number }
  | { kind: 'stale'; lastFrameAtMs: number }
  | { kind: 'waiting'; sinceMs: number; nextTryAtMs: number; tries: number }
  | {
      kind: 'unreachable';
      sinceMs: number;
      part: string;
      reason: string;
      tries: number;
      nextTryAtMs?: number;
    }
  | { kind: 'forbidden'; message: string }
  | { kind: 'records-off'; message: string }
  | { kind: 'over-budget'; message: string; watching: WatchedStream[] }
  | { kind: 'stopped-elsewhere' }
  | { kind: 'scan-ended' }
  | { kind: 'refused'; message: string; isRetriable: boolean }
  | { kind: 'stopped'; message: string; isRetriable: boolean };

/** Name of a state, for tables that need a row for each. @public */
export type ViewStateKind = ViewState['kind'];

/** The one state a view shows of a snapshot. @public */
export function readViewState(snapshot: StreamSnapshot): ViewState {
  return (
    readProblem(snapshot) ??
    readConnection(snapshot.connection) ??
    readStatus(snapshot)
  );
}

function readProblem(snapshot: StreamSnapshot): ViewState | undefined {
  const { problem, status } = snapshot;
  if (problem) return problemState(problem, hasRows(snapshot));
  if (status.state !== 'stopped') return undefined;
  const { code, reason: message, sinceMs: atMs } = status;
  return problemState(
    { code, message, atMs, isRetriable: true },
    hasRows(snapshot),
  );
}

const BY_CODE: Record<string, 'forbidden' | 'records-off'> = {
  'realtime.stream.forbidden': 'forbidden',
  'realtime.stream.records-off': 'records-off',
};

function problemState(problem: StreamProblem, ranBefore: boolean): ViewState {
  const { code, message, isRetriable, atMs, watching = [] } = problem;
  if (code === 'realtime.scan.budget') return { kind: 'scan-ended' };
  if (code === 'realtime.stream.idle') return { kind: 'idle', sinceMs: atMs };
  if (code === 'realtime.stream.over-budget')
    return { kind: 'over-budget', message, watching };
  if (code === 'realtime.stream.stopped-elsewhere')
    return { kind: 'stopped-elsewhere' };
  const kind = BY_CODE[code];
  if (kind) return { kind, message };
  return { kind: ranBefore ? 'stopped' : 'refused', message, isRetriable };
}

function readConnection(connection: ConnectionState): ViewState | undefined {
  switch (connection.state) {
    case 'stale':
      return { kind: 'stale', lastFrameAtMs: connection.lastFrameAtMs };
    case 'waiting':
      return {
        kind: 'waiting',
        sinceMs: connection.sinceMs,
        nextTryAtMs: connection.nextTryAtMs,
        tries: connection.tries,
      };
    case 'closed':
      return { kind: 'stopped', message: connection.reason, isRetriable: true };
    default:
      return undefined;
  }
}

function readStatus(snapshot: StreamSnapshot): ViewState {
  const { status } = snapshot;
  switch (status.state) {
    case 'connecting':
      return {
        kind: 'connecting',
        step: status.step,
        stepNumber: OPENING_STEPS.indexOf(status.step) + 1,
        sinceMs: status.sinceMs,
      };
    case 'catching-up':
      return { kind: 'catching-up', remaining: status.remaining };
    case 'paused':
      return status.because === 'idle'
        ? { kind: 'idle', sinceMs: status.sinceMs }
        : { kind: 'paused', sinceMs: status.sinceMs };
    case 'unreachable': {
      const { state: _, ...rest } = status;
      return { kind: 'unreachable', ...rest };
    }
    case 'stopped':
      return { kind: 'stopped', message: status.reason, isRetriable: true };
    default:
      return readLive(snapshot, status.sinceMs, status.missing ?? []);
  }
}

function readLive(
  snapshot: StreamSnapshot,
  sinceMs: number,
  missing: MissingPartition[],
): ViewState {
  if (missing.length > 0) return { kind: 'partial', sinceMs, missing };
  if (hasRows(snapshot)) return { kind: 'live', sinceMs };
  const { stats } = snapshot;
  if (!stats) {
    return { kind: 'connecting', step: 'read', stepNumber: 3, sinceMs };
  }
  if (stats.delivered > 0) return { kind: 'live', sinceMs };
  return { kind: 'empty', filtered: stats.filtered };
}

/**
 * Time since rates were measured, in milliseconds: 0 while they are, undefined
 * for a stream nobody measures now. Unknown is not zero.
 * @public
 */
export function silentForMs(
  snapshot: StreamSnapshot,
  nowMs: number,
): number | undefined {
  const { connection, status, stats } = snapshot;
  if (!stats) return undefined;
  if (connection.state === 'stale') return nowMs - connection.lastFrameAtMs;
  if (connection.state === 'waiting') return nowMs - connection.sinceMs;
  const isOver = connection.state === 'closed' || status.state === 'stopped';
  return isOver ? undefined : 0;
}

/** True while the numbers of the stream are those of this second. @public */
export function isMeasured(snapshot: StreamSnapshot): boolean {
  const { connection, status, stats } = snapshot;
  return (
    stats !== undefined &&
    connection.state === 'open' &&
    status.state !== 'unreachable' &&
    status.state !== 'stopped'
  );
}

function hasRows(snapshot: StreamSnapshot): boolean {
  return snapshot.rows.length > 0;
}
