import { DecodeProblem } from '../limits';

/** Reads a byte range from front to back. Throws DecodeProblem when it ends too early. */
export class ByteReader {
  private readonly view: DataView;
  private position = 0;

  constructor(private readonly source: Uint8Array) {
    this.view = new DataView(
      source.buffer,
      source.byteOffset,
      source.byteLength,
    );
  }

  get left(): number {
    return this.source.length - this.position;
  }

  get at(): number {
    return this.position;
  }

  u8(): number {
    return this.view.getUint8(this.step(1));
  }

  /** The next byte without taking it. */
  peek(): number {
    const at = this.step(1);
    this.position = at;
    return this.view.getUint8(at);
  }

  /** Big-endian unsigned integer of 1, 2, 4 or 8 bytes; exact. */
  unsigned(size: 1 | 2 | 4 | 8): number | bigint {
    const at = this.step(size);
    if (size === 1) return this.view.getUint8(at);
    if (size === 2) return this.view.getUint16(at);
    return size === 4 ? this.view.getUint32(at) : this.view.getBigUint64(at);
  }

  /** Big-endian two's complement integer of 1, 2, 4 or 8 bytes; exact. */
  signed(size: 1 | 2 | 4 | 8): number | bigint {
    const at = this.step(size);
    if (size === 1) return this.view.getInt8(at);
    if (size === 2) return this.view.getInt16(at);
    return size === 4 ? this.view.getInt32(at) : this.view.getBigInt64(at);
  }

  float(size: 4 | 8, littleEndian = false): number {
    const at = this.step(size);
    return size === 4
      ? this.view.getFloat32(at, littleEndian)
      : this.view.getFloat64(at, littleEndian);
  }

  take(length: number): Uint8Array {
    const at = this.step(length);
    return this.source.subarray(at, at + length);
  }

  /** UTF-8; throws DecodeProblem for bytes that are not. */
  text(length: number): string {
    const at = this.position;
    try {
      return utf8.decode(this.take(length));
    } catch (error) {
      if (error instanceof DecodeProblem) throw error;
      throw new DecodeProblem(`text that is not UTF-8 at position ${at}`);
    }
  }

  /** The last word of a decoder that reads one value: whatever is left is not its own. */
  expectEnd(afterWhat: string): void {
    if (this.left === 0) return;
    const bytes = this.left === 1 ? '1 byte' : `${this.left} bytes`;
    throw new DecodeProblem(`${bytes} left after ${afterWhat}`);
  }

  private step(length: number): number {
    const at = this.position;
    if (length < 0 || length > this.left) {
      throw new DecodeProblem(
        `ends too early: ${length} bytes wanted at position ${at}, ${this.left} left`,
      );
    }
    this.position += length;
    return at;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
