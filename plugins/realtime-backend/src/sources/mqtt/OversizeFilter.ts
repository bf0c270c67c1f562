import { Transform, type TransformCallback } from 'node:stream';

const PUBLISH = 3;
const TYPE_SHIFT = 4;
/** Bytes of a remaining length at the most; each has seven bits of it. */
const LENGTH_BYTES = 4;
const NOTHING = Buffer.alloc(0);

/** Where a packet ends, and where what follows its fixed header begins. */
interface PacketHead {
  isPublish: boolean;
  bodyAt: number;
  endAt: number;
}

/**
 * Between the socket and the parser of the MQTT client, which collects a packet
 * whole before anybody can judge its size: takes messages over `maxBytes` out
 * while they arrive and tells their topic, so that what they cost is the 64 KiB a
 * topic may have, not the 256 MiB a packet may. Everything else passes as it
 * came, in the chunks it came in. Only for QoS 0: nobody waits for an answer.
 * Source: MQTT 3.1.1, sections 2.2 (fixed header) and 3.3 (PUBLISH).
 */
export class OversizeFilter extends Transform {
  /** A head, or a head with a topic, that is not here whole. */
  private held: Buffer = NOTHING;
  /** Bytes of the packet at hand that come with later chunks. */
  private rest = 0;
  private isRestPassed = true;

  constructor(
    private readonly maxBytes: number,
    private readonly onTooLarge: (topic: string) => void,
  ) {
    super();
  }

  override _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: TransformCallback,
  ): void {
    const isWhole = this.held.length === 0;
    this.sift(isWhole ? chunk : Buffer.concat([this.held, chunk]));
    done();
  }

  private sift(bytes: Buffer): void {
    let passFrom = this.isRestPassed ? 0 : Math.min(this.rest, bytes.length);
    let at = this.rest;
    this.held = NOTHING;
    while (at < bytes.length) {
      const head = this.readWhole(bytes, at);
      if (!head) break;
      this.isRestPassed = head.topic === undefined;
      if (head.topic !== undefined) {
        this.pass(bytes, passFrom, at);
        this.onTooLarge(head.topic);
        passFrom = Math.min(head.endAt, bytes.length);
      }
      at = head.endAt;
    }
    this.rest = Math.max(0, at - bytes.length);
    if (at < bytes.length) this.held = bytes.subarray(at);
    this.pass(bytes, passFrom, Math.min(at, bytes.length));
  }

  /** A head with the topic of what is too large; undefined while bytes of it are missing. */
  private readWhole(
    bytes: Buffer,
    at: number,
  ): (PacketHead & { topic?: string }) | undefined {
    const head = readHead(bytes, at);
    if (!head) return undefined;
    const isTooLarge =
      head.isPublish && head.endAt - head.bodyAt > this.maxBytes;
    if (!isTooLarge) return head;
    const topic = readTopic(bytes, head.bodyAt);
    return topic === undefined ? undefined : { ...head, topic };
  }

  private pass(bytes: Buffer, from: number, to: number): void {
    if (to > from) this.push(bytes.subarray(from, to));
  }
}

/** A length of more than four bytes is not MQTT: all that comes is the parser's to refuse. */
function readHead(bytes: Buffer, at: number): PacketHead | undefined {
  const isPublish = bytes[at] >> TYPE_SHIFT === PUBLISH;
  let length = 0;
  for (let i = 0; i < LENGTH_BYTES; i++) {
    const lengthAt = at + 1 + i;
    if (lengthAt >= bytes.length) return undefined;
    length += (bytes[lengthAt] % 128) * 128 ** i;
    const bodyAt = lengthAt + 1;
    if (bytes[lengthAt] < 128) {
      return { isPublish, bodyAt, endAt: bodyAt + length };
    }
  }
  return { isPublish: false, bodyAt: at, endAt: Number.MAX_SAFE_INTEGER };
}

function readTopic(bytes: Buffer, at: number): string | undefined {
  if (at + 2 > bytes.length) return undefined;
  const end = at + 2 + bytes.readUInt16BE(at);
  return end > bytes.length ? undefined : bytes.toString('utf8', at + 2, end);
}
