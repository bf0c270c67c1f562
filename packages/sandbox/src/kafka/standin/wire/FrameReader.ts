/** Larger than any request of a sandbox; more is taken as nonsense. */
const MAX_FRAME_BYTES = 128 * 1024 * 1024;
const PREFIX_BYTES = 4;

/** Cuts a byte stream into Kafka's frames (int32 size, content). */
export class FrameReader {
  #parts: Buffer[] = [];
  #bytes = 0;

  /** Complete frames without their size. Throws RangeError on a mad size. */
  push(chunk: Buffer): Buffer[] {
    this.#parts.push(chunk);
    this.#bytes += chunk.length;
    const frames: Buffer[] = [];
    for (;;) {
      const size = this.#nextSize();
      if (size === undefined || this.#bytes < size + PREFIX_BYTES) {
        return frames;
      }
      const all = this.#join();
      const end = PREFIX_BYTES + size;
      frames.push(all.subarray(PREFIX_BYTES, end));
      this.#parts = [all.subarray(end)];
      this.#bytes = all.length - end;
    }
  }

  #nextSize(): number | undefined {
    if (this.#bytes < PREFIX_BYTES) {
      return undefined;
    }
    const head =
      this.#parts[0].length >= PREFIX_BYTES ? this.#parts[0] : this.#join();
    const size = head.readInt32BE(0);
    if (size < 0 || size > MAX_FRAME_BYTES) {
      throw new RangeError('The size of a frame is out of bounds');
    }
    return size;
  }

  #join(): Buffer {
    const all =
      this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts);
    this.#parts = [all];
    return all;
  }
}
