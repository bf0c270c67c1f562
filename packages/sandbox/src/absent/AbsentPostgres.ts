import { createServer, type Server, type Socket } from 'node:net';
import { endServer, listenLocally, portOf } from './servers';

const SSL_REQUEST = 80_877_103;
/** As PostgreSQL says that it cannot be connected to now. */
const CANNOT_CONNECT_NOW = '57P03';
const SAYS_NOTHING_MS = 5_000;

/**
 * Answers clients of PostgreSQL as a server that starts and refuses them, with
 * one sentence: a service that was given this address learns why there is no
 * database, where a closed port would say nothing.
 */
export class AbsentPostgres {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(sentence: string) {
    this.#server = createServer(socket => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      socket.setTimeout(SAYS_NOTHING_MS, () => socket.destroy());
      socket.on('data', data => answer(socket, data, sentence));
    });
  }

  static async start(sentence: string): Promise<AbsentPostgres> {
    const absent = new AbsentPostgres(sentence);
    await listenLocally(absent.#server);
    return absent;
  }

  get url(): string {
    return `postgresql://127.0.0.1:${portOf(this.#server)}`;
  }

  async close(): Promise<void> {
    this.#sockets.forEach(socket => socket.destroy());
    await endServer(this.#server);
  }
}

/** No encryption, then the refusal of whatever else is asked. Source: the message formats of PostgreSQL. */
function answer(socket: Socket, data: Buffer, sentence: string): void {
  const asksForTls = data.length === 8 && data.readInt32BE(4) === SSL_REQUEST;
  if (asksForTls) {
    socket.write('N');
  } else {
    socket.end(refusal(sentence));
  }
}

function refusal(sentence: string): Buffer {
  const fields = [
    ...['SFATAL', 'VFATAL'],
    ...[`C${CANNOT_CONNECT_NOW}`, `M${sentence}`],
  ];
  const body = Buffer.from(`${fields.join('\0')}\0\0`);
  const head = Buffer.alloc(5, 'E');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
