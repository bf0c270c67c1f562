import {
  commandSchema,
  type Command,
  type Frame,
} from '@backstage-realtime/plugin-realtime-common';
import type { ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import { Inbox } from './Inbox';

interface Wire {
  sendText(text: string): void;
  sendBytes(bytes: Uint8Array): void;
  close(code: number): void;
  terminate(): void;
}

/** The server's end of one viewer, driven by a test. */
export class FakeViewer {
  readonly commands = new Inbox<Command>();
  /** The code the viewer closed with. */
  readonly ended = new Inbox<number>();
  /** Called with each command before it goes to the inbox. */
  onCommand?: (command: Command) => void;
  /** Called with each command, whoever answers it. */
  heard?: (command: Command) => void;

  static overSocket(socket: WebSocket): FakeViewer {
    const viewer = new FakeViewer('websocket', {
      sendText: text => socket.send(text),
      sendBytes: bytes => socket.send(bytes),
      close: code => socket.close(code),
      terminate: () => socket.terminate(),
    });
    socket.on('message', data =>
      viewer.take(commandSchema.parse(JSON.parse(String(data)))),
    );
    socket.on('close', code => viewer.ended.put(code));
    return viewer;
  }

  static overSse(response: ServerResponse): FakeViewer {
    const write = (event: string, data: string) =>
      response.write(`event: ${event}\ndata: ${data}\n\n`);
    const viewer = new FakeViewer('sse', {
      sendText: text => write('frame', text),
      sendBytes: bytes => write('batch', Buffer.from(bytes).toString('base64')),
      close: code => {
        write('close', JSON.stringify({ code }));
        response.end();
      },
      terminate: () => response.destroy(),
    });
    response.on('close', () => viewer.ended.put(1000));
    return viewer;
  }

  private constructor(
    readonly kind: 'websocket' | 'sse',
    private readonly wire: Wire,
  ) {}

  take(command: Command): void {
    this.heard?.(command);
    this.onCommand?.(command);
    this.commands.put(command);
  }

  send(frame: Frame): void {
    this.wire.sendText(JSON.stringify(frame));
  }

  sendText(text: string): void {
    this.wire.sendText(text);
  }

  sendBatch(bytes: Uint8Array): void {
    this.wire.sendBytes(bytes);
  }

  close(code: number): void {
    this.wire.close(code);
  }

  /** Ends without a close frame, as a broken network does. */
  terminate(): void {
    this.wire.terminate();
  }

  /** The next command of this type. */
  next<T extends Command['type']>(
    type: T,
  ): Promise<Extract<Command, { type: T }>> {
    return this.commands.nextWhere(
      (command): command is Extract<Command, { type: T }> =>
        command.type === type,
    );
  }
}
