import { connect, type Socket } from 'node:net';
import { FrameAssembler, type Allocate } from './FrameAssembler';

const KEEP_ALIVE_DELAY_MS = 60_000;

/** What kafkajs asks its socket factory for. */
export interface SocketRequest {
  host: string;
  port: number;
  onConnect(): void;
}

/**
 * A plain socket whose `data` events are whole answers. Left to itself a socket
 * allocates for every read and kafkajs copies the reads together once more: at
 * hundreds of megabytes a second that memory, not the records, is what makes
 * the garbage collector run. Here the kernel writes a long answer where it stays.
 */
export function connectFramed(
  { host, port, onConnect }: SocketRequest,
  allocate?: Allocate,
): Socket {
  const frames = new FrameAssembler(
    frame => socket.emit('data', frame),
    allocate,
  );
  const socket = connect(
    {
      host,
      port,
      onread: { buffer: () => frames.room(), callback: bytes => take(bytes) },
    },
    onConnect,
  );
  const take = (bytes: number) => {
    try {
      frames.filledRoom(bytes);
    } catch (error) {
      socket.destroy(error as Error);
    }
    return true;
  };
  return socket.setKeepAlive(true, KEEP_ALIVE_DELAY_MS);
}
