import type { WebSocket } from 'ws';
import type { Deadlines } from '../session/Deadlines';

/** Answers a viewer may owe us before it counts as gone. */
const MAX_MISSES = 2;

/**
 * Pings every `everyMs` until the deadlines are cleared; calls `onSilent` when
 * two pings in a row brought nothing. Anything received counts as an answer.
 */
export function startHeartbeat(
  ws: WebSocket,
  deadlines: Deadlines<'heartbeat' | 'grace'>,
  everyMs: number,
  onSilent: () => void,
): void {
  let misses = 0;
  const answered = () => {
    misses = 0;
  };
  const beat = () => {
    if (misses >= MAX_MISSES) {
      onSilent();
      return;
    }
    misses += 1;
    ws.ping();
    deadlines.set('heartbeat', everyMs, beat);
  };
  ws.on('pong', answered);
  ws.on('message', answered);
  deadlines.set('heartbeat', everyMs, beat);
}
