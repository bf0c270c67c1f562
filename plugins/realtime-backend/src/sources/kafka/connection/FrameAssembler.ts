const SIZE_BYTES = 4;

/** No answer we ask for is nearly this large; a length above it is not the Kafka protocol. */
export const MAX_FRAME_BYTES = 256 * 1024 * 1024;

/** Memory for an answer of that many bytes. */
export type Allocate = (bytes: number) => Buffer;

/**
 * Puts the bytes of a socket together into whole answers, each in one buffer of
 * exactly its size, its four bytes of length included. What is pushed is copied
 * and may be overwritten afterwards. Throws RangeError for a length that cannot
 * be one. Source: Kafka protocol, "Protocol Primitive Types": size => INT32.
 */
export class FrameAssembler {
  private readonly head = Buffer.alloc(SIZE_BYTES);
  private headBytes = 0;
  private frame: Buffer | undefined;
  private filled = 0;

  /** `allocate` answers a buffer of exactly that many bytes, whatever is in it. */
  constructor(
    private readonly onFrame: (frame: Buffer) => void,
    private readonly allocate: Allocate = Buffer.allocUnsafeSlow,
  ) {}

  push(chunk: Buffer): void {
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
    this.filled += taken;
    if (this.filled === frame.length) {
      this.frame = undefined;
      this.onFrame(frame);
    }
    return taken;
  }
}
