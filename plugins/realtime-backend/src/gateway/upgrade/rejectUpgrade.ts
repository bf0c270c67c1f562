import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * Answers an upgrade with a plain refusal and closes. No `Upgrade` header: load
 * balancers take an error that has one for a broken backend and answer 502.
 */
export function rejectUpgrade(
  socket: Duplex,
  status: number,
  message: string,
): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(message)}`,
    '',
    message,
  ];
  socket.end(lines.join('\r\n'), () => socket.destroy());
}
