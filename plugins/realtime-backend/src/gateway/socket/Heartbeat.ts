import type { WebSocket } from 'ws';
import type { Rounds } from '../Rounds';

/** Answers a viewer may owe us before it counts as gone. */
const MAX_MISSES = 2;

/** What a heartbeat does to its socket. */
interface Pulse {
  ping(): void;
  /** Called when two pings in a row brought nothing. */
  onSilent(): void;
}

/**
 * Pings once a round until the answer is called. Anything received counts as
 * an answer.
 */
export function startHeartbeat(
  ws: WebSocket,
  rounds: Rounds,
  { ping, onSilent }: Pulse,
): () => void {
  let misses = 0;
  const answered = () => {
    misses = 0;
  };
  const leave = rounds.join(() => {
    if (misses >= MAX_MISSES) {
      leave();
      onSilent();
      return;
    }
    misses += 1;
    ping();
  });
  ws.on('pong', answered);
  ws.on('message', answered);
  return leave;
}
