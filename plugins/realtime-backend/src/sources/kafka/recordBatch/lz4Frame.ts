import { DecompressionError } from './DecompressionError';

const MAGIC = 0x184d2204;
const BLOCK_BYTES = [0, 0, 0, 0, 65_536, 262_144, 1_048_576, 4_194_304];

/**
 * Content of one LZ4 frame. Checksums inside the frame are not checked: Kafka's
 * batch CRC covers the same bytes. Never writes past `maxBytes`.
 * Errors: DecompressionError. Source: LZ4 frame and block format.
 */
export function decompressLz4Frame(
  bytes: Uint8Array,
  maxBytes: number,
): Uint8Array {
  const frame = readFrameHead(bytes);
  const output = new Output(Math.min(maxBytes, bytes.length * 4), maxBytes);
  let at = frame.headBytes;
  for (;;) {
    if (at + 4 > bytes.length) throw damaged();
    const head = readUint32(bytes, at);
    if (head === 0) return output.take();
    const length = head % 2 ** 31;
    const end = at + 4 + length;
    if (end > bytes.length) throw damaged();
    if (head >= 2 ** 31) output.append(bytes, at + 4, length);
    else decompressBlock(bytes, at + 4, end, output, frame.blockBytes);
    at = end + (frame.hasBlockChecksum ? 4 : 0);
  }
}

interface FrameHead {
  headBytes: number;
  blockBytes: number;
  hasBlockChecksum: boolean;
}

function readFrameHead(bytes: Uint8Array): FrameHead {
  if (bytes.length < 7 || readUint32(bytes, 0) !== MAGIC) throw damaged();
  const flags = bytes[4];
  const blockBytes = BLOCK_BYTES[(bytes[5] >> 4) & 7];
  if (flags >> 6 !== 1 || blockBytes === 0) throw damaged();
  const contentSize = (flags & 8) === 0 ? 0 : 8;
  const dictionary = (flags & 1) === 0 ? 0 : 4;
  return {
    headBytes: 7 + contentSize + dictionary,
    blockBytes,
    hasBlockChecksum: (flags & 16) !== 0,
  };
}

/** A block is a run of sequences: literals, then a match that points back into the output. */
function decompressBlock(
  bytes: Uint8Array,
  start: number,
  end: number,
  output: Output,
  blockBytes: number,
): void {
  const cursor = { at: start };
  const limit = output.length + blockBytes;
  while (cursor.at < end) {
    const token = bytes[cursor.at++];
    const literals = readLength(bytes, cursor, end, token >> 4);
    if (cursor.at + literals > end) throw damaged();
    output.append(bytes, cursor.at, literals);
    cursor.at += literals;
    if (cursor.at === end) break;
    if (cursor.at + 2 > end) throw damaged();
    const distance = bytes[cursor.at] + bytes[cursor.at + 1] * 256;
    cursor.at += 2;
    const length = readLength(bytes, cursor, end, token & 15) + 4;
    output.repeat(distance, length);
    if (output.length > limit) throw damaged();
  }
}

function readLength(
  bytes: Uint8Array,
  cursor: { at: number },
  end: number,
  nibble: number,
): number {
  let length = nibble;
  if (nibble < 15) return length;
  for (;;) {
    if (cursor.at >= end) throw damaged();
    const byte = bytes[cursor.at++];
    length += byte;
    if (byte < 255) return length;
  }
}

/** Bytes that grow by doubling, up to a bound. */
class Output {
  length = 0;
  private bytes: Uint8Array;

  constructor(
    initialBytes: number,
    private readonly maxBytes: number,
  ) {
    this.bytes = new Uint8Array(Math.max(64, initialBytes));
  }

  append(source: Uint8Array, start: number, count: number): void {
    this.reserve(count);
    this.bytes.set(source.subarray(start, start + count), this.length);
    this.length += count;
  }

  /** Copies `count` bytes from `distance` back; the ranges may overlap. */
  repeat(distance: number, count: number): void {
    if (distance === 0 || distance > this.length) throw damaged();
    this.reserve(count);
    const { bytes, length } = this;
    if (distance >= count) {
      bytes.copyWithin(length, length - distance, length - distance + count);
    } else {
      for (let i = length; i < length + count; i++) {
        bytes[i] = bytes[i - distance];
      }
    }
    this.length += count;
  }

  take(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  private reserve(count: number): void {
    const needed = this.length + count;
    if (needed > this.maxBytes)
      throw DecompressionError.tooLarge(this.maxBytes);
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(
      Math.min(this.maxBytes, Math.max(needed, this.bytes.length * 2)),
    );
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }
}

function readUint32(bytes: Uint8Array, at: number): number {
  return (
    bytes[at] +
    bytes[at + 1] * 2 ** 8 +
    bytes[at + 2] * 2 ** 16 +
    bytes[at + 3] * 2 ** 24
  );
}

function damaged(): DecompressionError {
  return new DecompressionError('corrupt', 'the lz4 frame is damaged');
}
