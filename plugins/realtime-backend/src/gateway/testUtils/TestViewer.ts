import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type {
  Command,
  Frame,
} from '@backstage-realtime/plugin-realtime-common';
import { WebSocket } from 'ws';

type FrameOf<T extends Frame['type']> = Extract<Frame, { type: T }>;

/** A real socket that keeps what came and lets a test wait for the next of a kind. */
export class TestViewer {
  readonly frames: Frame[] = [];
  readonly batches: Buffer[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  private readonly taken = new Set<Frame>();

  constructor(readonly ws: WebSocket) {
    ws.on('message', (data: Buffer, isBinary) => {
      if (isBinary) this.batches.push(data);
      else this.frames.push(JSON.parse(data.toString()));
      ws.emit('took');
    });
    this.closed = once(ws, 'close').then(([code, reason]) => ({
      code,
      reason: String(reason),
    }));
  }

  /** The first frame of this type not taken before, now or when it comes. */
  async next<T extends Frame['type']>(type: T): Promise<FrameOf<T>> {
    const isWanted = (frame: Frame): frame is FrameOf<T> =>
      frame.type === type && !this.taken.has(frame);
    for (;;) {
      const found = this.frames.find(isWanted);
      if (found) {
        this.taken.add(found);
        return found;
      }
      await once(this.ws, 'took');
    }
  }

  async nextBatches(count: number): Promise<Buffer[]> {
    while (this.batches.length < count) await once(this.ws, 'took');
    return this.batches;
  }

  send(command: Command): void {
    this.ws.send(JSON.stringify(command));
  }

  /** Subscribes to a topic of the sandbox component. */
  subscribe(
    sub: number,
    more: Partial<Extract<Command, { type: 'subscribe' }>> = {},
  ): void {
    this.send({
      type: 'subscribe',
      sub,
      entityRef: 'component:default/ping-pong',
      stream: 'kafka:local/pong_topic',
      from: { at: 'latest' },
      ...more,
    });
  }
}

/** What a refused upgrade was answered with. */
export interface Refusal {
  status: number;
  body: string;
}

/** Opens a socket; a refusal is a value. */
export async function connect(
  url: string,
  protocols: string[],
  options: { origin?: string; headers?: Record<string, string> } = {},
): Promise<TestViewer | Refusal> {
  const ws = new WebSocket(url, protocols, options);
  const viewer = new TestViewer(ws);
  const refused = new Promise<Refusal>((resolve, reject) => {
    ws.once('unexpected-response', (_request, response: IncomingMessage) => {
      response.setEncoding('utf8');
      let body = '';
      response.on('data', part => {
        body += part;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body }),
      );
    });
    ws.once('error', reject);
  });
  return Promise.race([once(ws, 'open').then(() => viewer), refused]);
}
