const SIZE_BYTES = 4;

/** No answer we ask for is nearly this large; a length above it is not the Kafka protocol. */
export const MAX_FRAME_BYTES = 256 * 1024 * 1024;

/** Bytes one read may bring where the answer it belongs to is not known yet. */
const READ_BYTES = 64 * 1024;

/** Memory for an answer of that many bytes. */
export type Allocate = (bytes: number) => Buffer;

/**
 * Puts the bytes of a socket together into whole answers, each in one buffer of
 * exactly its size, its four bytes of length included. The socket reads into
 * {@link room}: once a long answer began, that is its own memory, so that its
 * bytes are not copied and one read may bring megabytes. Source: Kafka
 * protocol, "Protocol Primitive Types": size => INT32.
 */
export class FrameAssembler {
  /** Reads that begin in the middle of nothing; used again for each of them. */
  private readonly scratch = Buffer.allocUnsafeSlow(READ_BYTES);
  private readonly head = Buffer.alloc(SIZE_BYTES);
  private headBytes = 0;
  private frame: Buffer | undefined;
  private filled = 0;

  /** `allocate` answers a buffer of exactly that many bytes, whatever is in it. */
  constructor(
    private readonly onFrame: (frame: Buffer) => void,
    private readonly allocate: Allocate = Buffer.allocUnsafeSlow,
  ) {}

  /** Where the next bytes are to be put; never empty, and another place after each {@link filledRoom}. */
  room(): Buffer {
    const { frame } = this;
    return frame && this.isLong(frame)
      ? frame.subarray(this.filled)
      : this.scratch;
  }

  /** So many bytes were put into {@link room}. Throws RangeError for a length that cannot be one. */
  filledRoom(bytes: number): void {
    const { frame } = this;
    if (frame && this.isLong(frame)) this.advance(frame, bytes);
    else this.push(this.scratch.subarray(0, bytes));
  }

  /** A read into it brings no less than one into the scratch memory. */
  private isLong(frame: Buffer): boolean {
    return frame.length - this.filled >= READ_BYTES;
  }

  private push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      at += this.frame
        ? this.fill(this.frame, chunk, at)
        : this.readHead(chunk, at);
    }
  }

  private readHead(chunk: Buffer, at: number): number {
    const taken = chunk.copy(this.head, this.headBytes, at);
    this.headBytes += taken;
    if (this.headBytes === SIZE_BYTES) this.begin(this.head.readInt32BE());
    return taken;
  }

  private begin(size: number): void {
    if (size <= 0 || size > MAX_FRAME_BYTES) {
      throw new RangeError(`an answer of ${size} bytes is not Kafka's`);
    }
    this.frame = this.allocate(SIZE_BYTES + size);
    this.head.copy(this.frame);
    this.filled = SIZE_BYTES;
    this.headBytes = 0;
  }

  private fill(frame: Buffer, chunk: Buffer, at: number): number {
    const taken = chunk.copy(frame, this.filled, at);
    this.advance(frame, taken);
    return taken;
  }

  private advance(frame: Buffer, bytes: number): void {
    this.filled += bytes;
    if (this.filled < frame.length) return;
    this.frame = undefined;
    this.onFrame(frame);
  }
}
