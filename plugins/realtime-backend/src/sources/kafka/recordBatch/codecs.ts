import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { uncompress } from 'snappyjs';
import { DecompressionError } from './DecompressionError';
import { decompressLz4Frame } from './lz4Frame';

/** Names of the codecs, by the number in the attributes of a batch. */
export const CODECS = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;

/** Bounds of inflating one batch. */
export interface InflateLimits {
  /** Never more than this. */
  maxInflatedBytes: number;
  /** And never more than this many times the compressed size… */
  maxInflateRatio: number;
  /** …unless the result stays below this: tiny equal records compress very well. */
  freeInflatedBytes: number;
}

/** Inflating more than this on the event loop would hold up other plugins; in bytes. */
const SYNC_BYTES = 131_072;
const XERIAL_MAGIC = Buffer.from([130, 83, 78, 65, 80, 80, 89, 0]);
const XERIAL_HEAD_BYTES = 16;

type Inflated = Uint8Array | Promise<Uint8Array>;

/** Records part of a compressed batch, inflated. Errors: DecompressionError, thrown or rejected. */
export async function inflate(
  codec: number,
  bytes: Uint8Array,
  limits: InflateLimits,
): Promise<Uint8Array> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const maxBytes = maxInflated(bytes.length, limits);
  try {
    return await inflateWith(codec, view, maxBytes);
  } catch (error) {
    throw toDecompressionError(error, codec, maxBytes);
  }
}

function maxInflated(bytes: number, limits: InflateLimits): number {
  const byRatio = bytes * limits.maxInflateRatio;
  return Math.min(
    limits.maxInflatedBytes,
    Math.max(limits.freeInflatedBytes, byRatio),
  );
}

function inflateWith(codec: number, bytes: Buffer, maxBytes: number): Inflated {
  switch (CODECS[codec]) {
    case 'gzip':
      return inflateGzip(bytes, maxBytes);
    case 'snappy':
      return inflateSnappy(bytes, maxBytes);
    case 'lz4':
      return decompressLz4Frame(bytes, maxBytes);
    case 'zstd':
      return inflateZstd(bytes, maxBytes);
    default:
      throw new DecompressionError(
        'corrupt',
        `compression codec ${codec} is not known`,
      );
  }
}

function inflateGzip(bytes: Buffer, maxOutputLength: number): Inflated {
  return bytes.length > SYNC_BYTES
    ? promisify(zlib.gunzip as ZlibCall)(bytes, { maxOutputLength })
    : zlib.gunzipSync(bytes, { maxOutputLength });
}

type ZlibCall = (
  bytes: Buffer,
  options: zlib.ZlibOptions,
  done: (error: Error | null, result: Buffer) => void,
) => void;

function inflateZstd(bytes: Buffer, maxOutputLength: number): Inflated {
  if (typeof zlib.zstdDecompressSync !== 'function') {
    throw new DecompressionError(
      'corrupt',
      'zstd needs Node.js 22.15 or newer on the server',
    );
  }
  return bytes.length > SYNC_BYTES
    ? promisify(zlib.zstdDecompress as ZlibCall)(bytes, { maxOutputLength })
    : zlib.zstdDecompressSync(bytes, { maxOutputLength });
}

/** Java clients frame snappy in blocks (magic, two versions, then length and block); others send one bare block. */
function inflateSnappy(bytes: Buffer, maxBytes: number): Uint8Array {
  if (!bytes.subarray(0, 8).equals(XERIAL_MAGIC)) {
    return inflateSnappyBlock(bytes, maxBytes);
  }
  const parts: Uint8Array[] = [];
  let total = 0;
  for (let at = XERIAL_HEAD_BYTES; at + 4 <= bytes.length;) {
    const length = bytes.readInt32BE(at);
    const block = bytes.subarray(at + 4, at + 4 + length);
    if (length < 0 || block.length < length) {
      throw new DecompressionError('corrupt', 'the snappy block is cut short');
    }
    const part = inflateSnappyBlock(block, maxBytes - total);
    parts.push(part);
    total += part.length;
    at += 4 + length;
  }
  return parts.length === 1 ? parts[0] : Buffer.concat(parts, total);
}

function inflateSnappyBlock(block: Buffer, maxBytes: number): Uint8Array {
  return uncompress(block, maxBytes);
}

function toDecompressionError(
  error: unknown,
  codec: number,
  maxBytes: number,
): DecompressionError {
  if (error instanceof DecompressionError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ERR_BUFFER_TOO_LARGE' || /too big/.test(message)
    ? DecompressionError.tooLarge(maxBytes)
    : new DecompressionError('corrupt', `the ${CODECS[codec]} data is damaged`);
}
