const EMPTY = new Uint8Array(0);
const FIRST_BYTES = 1_024;

/**
 * Bytes written again and again into one growing buffer, to spare an allocation
 * a record. It has none until it is written to: most are not.
 */
export class ByteSink {
  private buffer = EMPTY;
  private used = 0;

  /** Valid until the next {@link reset}. */
  get bytes(): Uint8Array {
    return this.buffer;
  }

  get length(): number {
    return this.used;
  }

  reset(): void {
    this.used = 0;
  }

  append(source: Uint8Array, start: number, end: number): void {
    this.reserve(end - start);
    this.buffer.set(source.subarray(start, end), this.used);
    this.used += end - start;
  }

  byte(value: number): void {
    this.reserve(1);
    this.buffer[this.used] = value;
    this.used += 1;
  }

  text(value: string): void {
    this.reserve(value.length * 3);
    const target = this.buffer.subarray(this.used);
    this.used += encoder.encodeInto(value, target).written;
  }

  private reserve(more: number): void {
    if (this.used + more <= this.buffer.length) return;
    const grown = new Uint8Array(
      Math.max(FIRST_BYTES, this.buffer.length * 2, this.used + more),
    );
    grown.set(this.buffer.subarray(0, this.used));
    this.buffer = grown;
  }
}

const encoder = new TextEncoder();
