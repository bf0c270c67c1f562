/** An answer that ends before its fields do, or whose lengths do not fit. */
export class MalformedAnswerError extends Error {
  constructor() {
    super('the answer of the broker is cut short or malformed');
    this.name = 'MalformedAnswerError';
  }
}

/** Reads Kafka's primitive types, big-endian. Errors: MalformedAnswerError. */
export class WireReader {
  /** Of the whole answer, for fields at places `skip` told. */
  readonly view: DataView;
  protected at = 0;
  protected readonly bytes: Buffer;

  constructor({ buffer, byteOffset, byteLength }: Uint8Array) {
    this.bytes = Buffer.from(buffer, byteOffset, byteLength);
    this.view = new DataView(buffer, byteOffset, byteLength);
  }

  int8(): number {
    return this.view.getInt8(this.skip(1));
  }

  int16(): number {
    return this.view.getInt16(this.skip(2));
  }

  int32(): number {
    return this.view.getInt32(this.skip(4));
  }

  int64(): bigint {
    return this.view.getBigInt64(this.skip(8));
  }

  /** Null is read as an empty string. */
  string(): string {
    return this.decodeText(this.int16());
  }

  compactString(): string {
    return this.decodeText(this.unsignedVarint() - 1);
  }

  /** Null is read as no bytes. The result lies in the bytes of the answer. */
  bytesField(): Uint8Array {
    return this.slice(Math.max(0, this.int32()));
  }

  /** Passes over so many bytes; where they begin. One check for several fields of fixed length. */
  skip(count: number): number {
    const { at } = this;
    if (count < 0 || at + count > this.bytes.length) {
      throw new MalformedAnswerError();
    }
    this.at = at + count;
    return at;
  }

  /** Two digits a byte. */
  hex(count: number): string {
    const at = this.skip(count);
    return this.bytes.toString('hex', at, at + count);
  }

  slice(count: number): Uint8Array {
    const at = this.skip(count);
    return this.bytes.subarray(at, at + count);
  }

  /** How many bytes were read. */
  get position(): number {
    return this.at;
  }

  /** The bytes read since a `position`. */
  since(position: number): Uint8Array {
    return this.bytes.subarray(position, this.at);
  }

  /** Passes over the next bytes if they are exactly these, and not over others. */
  skipSame(bytes: Uint8Array): boolean {
    const next = this.bytes.subarray(this.at, this.at + bytes.length);
    const isSame = bytes.length > 0 && Buffer.compare(next, bytes) === 0;
    if (isSame) this.at += bytes.length;
    return isSame;
  }

  /** What was not read yet. */
  rest(): Uint8Array {
    return this.slice(this.bytes.length - this.at);
  }

  array<T>(read: () => T): T[] {
    return this.items(this.int32(), read);
  }

  compactArray<T>(read: () => T): T[] {
    return this.items(this.unsignedVarint() - 1, read);
  }

  skipTags(): void {
    for (let left = this.unsignedVarint(); left > 0; left--) {
      this.unsignedVarint();
      this.skip(this.unsignedVarint());
    }
  }

  unsignedVarint(): number {
    // Nearly all are lengths below 128, a byte each.
    const { at } = this;
    const first = at < this.bytes.length ? this.bytes[at] : 128;
    if (first < 128) {
      this.at = at + 1;
      return first;
    }
    return this.longVarint();
  }

  /** Throws when the answer is too short to hold that many items of a byte. */
  protected checkCount(count: number): number {
    if (count > this.bytes.length - this.at) throw new MalformedAnswerError();
    return count;
  }

  private longVarint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.view.getUint8(this.skip(1));
      value += (byte % 128) * 2 ** shift;
      if (byte < 128) return value;
    }
    throw new MalformedAnswerError();
  }

  private items<T>(count: number, read: () => T): T[] {
    this.checkCount(count);
    const items: T[] = [];
    for (let i = 0; i < count; i++) items.push(read());
    return items;
  }

  private decodeText(length: number): string {
    if (length <= 0) return '';
    const at = this.skip(length);
    // Left out, the encoding is UTF-8 without being looked up.
    return this.bytes.toString(undefined, at, at + length);
  }
}
