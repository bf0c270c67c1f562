/**
 * Writes Kafka's primitive types, big-endian. `compact` types are those of
 * flexible versions: lengths are unsigned varints of length + 1, and every
 * structure ends with its tagged fields, which are always written empty.
 */
export class WireWriter {
  private bytes = Buffer.alloc(256);
  private length = 0;

  int8(value: number): this {
    const at = this.reserve(1);
    this.bytes.writeInt8(value, at);
    return this;
  }

  int16(value: number): this {
    const at = this.reserve(2);
    this.bytes.writeInt16BE(value, at);
    return this;
  }

  int32(value: number): this {
    const at = this.reserve(4);
    this.bytes.writeInt32BE(value, at);
    return this;
  }

  int64(value: bigint): this {
    const at = this.reserve(8);
    this.bytes.writeBigInt64BE(value, at);
    return this;
  }

  /** At most 32,767 bytes of UTF-8. */
  string(value: string): this {
    const bytes = Buffer.byteLength(value);
    return this.int16(bytes).text8(value, bytes);
  }

  compactString(value: string): this {
    const bytes = Buffer.byteLength(value);
    return this.unsignedVarint(bytes + 1).text8(value, bytes);
  }

  array<T>(items: readonly T[], write: (item: T) => void): this {
    this.int32(items.length);
    items.forEach(write);
    return this;
  }

  compactArray<T>(items: readonly T[], write: (item: T) => void): this {
    this.unsignedVarint(items.length + 1);
    items.forEach(write);
    return this;
  }

  noTags(): this {
    return this.int8(0);
  }

  raw(value: Uint8Array): this {
    const at = this.reserve(value.length);
    this.bytes.set(value, at);
    return this;
  }

  unsignedVarint(value: number): this {
    let rest = value;
    while (rest > 127) {
      this.uint8((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    return this.uint8(rest);
  }

  finish(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  private uint8(value: number): this {
    const at = this.reserve(1);
    this.bytes[at] = value;
    return this;
  }

  private text8(value: string, bytes: number): this {
    const at = this.reserve(bytes);
    this.bytes.write(value, at, bytes);
    return this;
  }

  private reserve(count: number): number {
    const at = this.length;
    this.length += count;
    if (this.length > this.bytes.length) {
      const grown = Buffer.alloc(this.length * 2);
      this.bytes.copy(grown);
      this.bytes = grown;
    }
    return at;
  }
}
