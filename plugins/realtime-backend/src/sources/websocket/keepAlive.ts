import type WebSocket from 'ws';
import type { Clock } from '../../clock';

/**
 * Pings an open socket and cuts it when neither pong nor data came between two
 * pings: a peer that vanished without a word would look quiet for ever.
 */
export function keepAlive(
  socket: WebSocket,
  heartbeatMs: number,
  clock: Clock,
): void {
  let isAlive = true;
  const sign = () => {
    isAlive = true;
  };
  const beat = () => {
    if (!isAlive) {
      socket.terminate();
      return;
    }
    isAlive = false;
    socket.ping();
    cancel = clock.setTimeout(beat, heartbeatMs);
  };
  let cancel = clock.setTimeout(beat, heartbeatMs);
  socket.on('pong', sign);
  socket.on('ping', sign);
  socket.on('message', sign);
  socket.once('close', () => cancel());
}
