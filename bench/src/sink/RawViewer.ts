import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { FrameCounter } from './FrameCounter';

/** How a viewer reaches its server. */
export interface ViewerTarget {
  port: number;
  path: string;
  /** Sub-protocols and other headers of the handshake. */
  protocols: string[];
  headers: Record<string, string>;
}

/** What a raw viewer counted. */
export interface ViewerCounts {
  frames: number;
  records: number;
  bytes: number;
}

/** What a server sends: batches of ours, or one message a frame. */
export type Reads = 'batches' | 'messages';

const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;

/** Start of a text frame that means no more records come. */
const REFUSAL = /^{"type":"(error|end")/;

/** Batches between two acknowledgements: half of the credit the server gives. */
const ACK_EVERY = 4;

/**
 * All sockets read into these bytes, one after the other, as nothing of them is
 * kept: a thousand readers then cost one core no memory traffic beside the copy
 * of the kernel.
 */
const SHARED = Buffer.allocUnsafeSlow(256 * 1024);
const NOTHING = Buffer.alloc(0);

/**
 * A viewer on a bare socket that counts and never decodes: the cheapest reader
 * there is, so that the server is what is measured. Reads the record count from
 * the head of a batch, or counts each frame as one record for servers that send
 * one message a frame.
 */
export class RawViewer {
  readonly counts: ViewerCounts = { frames: 0, records: 0, bytes: 0 };
  /** What the server said instead of records, the latest only; undefined while all is well. */
  complaint: string | undefined;
  private unacked = 0;

  static open(target: ViewerTarget, reads: Reads): Promise<RawViewer> {
    return new Promise((resolve, reject) => {
      const answered = (viewer: RawViewer, status: string) =>
        status.includes(' 101 ')
          ? resolve(viewer)
          : reject(new Error(`the server answered ${status}`));
      const counter = new FrameCounter((opcode, bytes, peek) =>
        viewer.count(reads, opcode, bytes, peek),
      );
      const answer = new HandshakeAnswer(status => answered(viewer, status));
      const socket: Socket = connect({
        port: target.port,
        host: '127.0.0.1',
        noDelay: true,
        onread: {
          buffer: SHARED,
          callback: bytes => {
            counter.push(answer.after(SHARED.subarray(0, bytes)));
            return true;
          },
        },
      });
      const viewer = new RawViewer(socket);
      socket.on('error', error => {
        socket.destroy();
        reject(error);
      });
      socket.write(upgradeRequest(target));
    });
  }

  private constructor(private readonly socket: Socket) {}

  get isOpen(): boolean {
    return !this.socket.destroyed;
  }

  send(command: object): void {
    this.socket.write(maskedFrame(TEXT, Buffer.from(JSON.stringify(command))));
  }

  close(): void {
    this.socket.destroy();
  }

  private count(
    reads: Reads,
    opcode: number,
    bytes: number,
    peek: Buffer,
  ): void {
    this.counts.bytes += bytes;
    if (opcode === PING)
      this.socket.write(maskedFrame(10, Buffer.from(peek.subarray(0, bytes))));
    if (opcode === CLOSE)
      this.complaint = `closed with ${peek.readUInt16BE(0)}`;
    if (opcode === TEXT && REFUSAL.test(peek.toString()))
      this.complaint = 'refused or ended by a frame';
    if (opcode !== BINARY && !(reads === 'messages' && opcode === TEXT)) return;
    this.counts.frames += 1;
    this.counts.records += reads === 'messages' ? 1 : peek.readUInt32LE(12);
    if (reads === 'batches') this.acknowledge(peek);
  }

  private acknowledge(head: Buffer): void {
    this.unacked += 1;
    if (this.unacked < ACK_EVERY) return;
    this.unacked = 0;
    this.send({
      type: 'ack',
      channel: head.readUInt32LE(4),
      sequence: head.readUInt32LE(8),
    });
  }
}

/** A client frame; the mask is zero, which servers must accept and which costs them what any mask costs. */
function maskedFrame(opcode: number, payload: Buffer): Buffer {
  const isLong = payload.length > 125;
  const head = Buffer.alloc(isLong ? 8 : 6);
  head[0] = 128 + opcode;
  head[1] = 128 + (isLong ? 126 : payload.length);
  if (isLong) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}

function upgradeRequest({ path, port, headers, protocols }: ViewerTarget) {
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(protocols.length > 0
      ? [`Sec-WebSocket-Protocol: ${protocols.join(', ')}`]
      : []),
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** Takes the answer to an upgrade off the front of a stream. */
class HandshakeAnswer {
  private head: Buffer | undefined = Buffer.alloc(0);

  constructor(private readonly onStatus: (statusLine: string) => void) {}

  /** What of the chunk comes after the answer. */
  after(chunk: Buffer): Buffer {
    if (!this.head) return chunk;
    this.head = Buffer.concat([this.head, chunk]);
    const end = this.head.indexOf('\r\n\r\n');
    if (end < 0) return NOTHING;
    const rest = this.head.subarray(end + 4);
    const status = this.head.subarray(0, this.head.indexOf('\r\n'));
    this.head = undefined;
    this.onStatus(status.toString());
    return rest;
  }
}
