import {
  CLOSE_CODES,
  closeNameOf,
  type CloseName,
  type RealtimeErrorCode,
} from '@backstage-realtime/plugin-realtime-common';
import { HttpRefusal, isRetriableStatus } from './httpRefusal';
import type { TransportEnd, TransportKind } from './Transport';

/** What follows an end: another try after a wait, or none. */
export type Verdict =
  | { kind: 'wait'; reason: string }
  | { kind: 'stop'; code: RealtimeErrorCode; reason: string };

const CODE_OF_CLOSE: Partial<Record<CloseName, RealtimeErrorCode>> = {
  forbidden: 'realtime.stream.forbidden',
  badCommand: 'realtime.command.malformed',
  tooLarge: 'realtime.command.malformed',
};

/** A close code decides by the table of the protocol; codes that are not in it are worth another try. */
export function judgeEnd(kind: TransportKind, end: TransportEnd): Verdict {
  const isStatus = end.code !== undefined && end.code < 1_000;
  if (kind === 'sse' && isStatus) return judgeStatus(end);
  const name = end.code === undefined ? undefined : closeNameOf(end.code);
  if (!name) return { kind: 'wait', reason: end.reason };
  const { reason, reconnect } = CLOSE_CODES[name];
  if (reconnect) return { kind: 'wait', reason };
  return {
    kind: 'stop',
    code: CODE_OF_CLOSE[name] ?? 'realtime.internal',
    reason,
  };
}

/** A fault before any transport: a refusal stands unless its status says later; a broken network may mend. */
export function judgeFault(cause: unknown): Verdict {
  if (!(cause instanceof HttpRefusal)) {
    return { kind: 'wait', reason: 'the realtime backend cannot be reached' };
  }
  if (cause.isRetriable) return { kind: 'wait', reason: cause.message };
  return { kind: 'stop', code: cause.code, reason: cause.message };
}

function judgeStatus({ code, reason }: TransportEnd): Verdict {
  if (code === undefined || isRetriableStatus(code))
    return { kind: 'wait', reason };
  const isForbidden = code === 401 || code === 403;
  return {
    kind: 'stop',
    code: isForbidden ? 'realtime.stream.forbidden' : 'realtime.internal',
    reason,
  };
}
