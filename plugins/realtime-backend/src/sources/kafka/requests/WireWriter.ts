/** Up to here setting byte by byte is quicker than one call that copies. */
const SHORT_BYTES = 8;

/**
 * Writes Kafka's primitive types, big-endian. `compact` types are those of
 * flexible versions: lengths are unsigned varints of length + 1, and every
 * structure ends with its tagged fields, which are always written empty.
 */
export class WireWriter {
  private bytes = Buffer.allocUnsafeSlow(256);
  private view = new DataView(this.bytes.buffer);
  private length = 0;

  int8(value: number): this {
    const at = this.reserve(1);
    this.view.setInt8(at, value);
    return this;
  }

  int16(value: number): this {
    const at = this.reserve(2);
    this.view.setInt16(at, value);
    return this;
  }

  int32(value: number): this {
    const at = this.reserve(4);
    this.view.setInt32(at, value);
    return this;
  }

  int64(value: bigint): this {
    const at = this.reserve(8);
    this.view.setBigInt64(at, value);
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
    if (value.length > SHORT_BYTES) this.bytes.set(value, at);
    else for (let i = 0; i < value.length; i++) this.bytes[at + i] = value[i];
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
      const grown = Buffer.allocUnsafeSlow(this.length * 2);
      this.bytes.copy(grown, 0, 0, at);
      this.bytes = grown;
      this.view = new DataView(grown.buffer);
    }
    return at;
  }
}
