import type {
  DecodeResult,
  RecordDecoder,
} from '@backstage-realtime/plugin-realtime-node';
import type { JsonWriter } from '../json/JsonWriter';
import { DECODE_LIMITS, DecodeProblem } from '../limits';
import type { ByteReader } from './ByteReader';
import { transcode } from './structured';

const ARRAY = 4;
const MAP = 5;
const TAG = 6;
/** The byte that ends a string, array or map of indefinite length. */
const BREAK = 0xff;

/** What the first byte of a data item says. `size` undefined: indefinite length. */
interface Head {
  major: number;
  size?: number | bigint;
  /** The low five bits, which name simple values and widths of floats. */
  low: number;
}

/**
 * CBOR whose root is a map, an array or a tag around one; other roots say
 * nothing about the encoding. Bounded by the bytes that are there, never by the
 * lengths they claim. Source: RFC 8949.
 */
export const cborDecoder: RecordDecoder = {
  name: 'cbor',
  decode: bytes => decodeCbor(bytes),
};

function decodeCbor(bytes: Uint8Array): DecodeResult {
  if (bytes.length === 0) return { outcome: 'refused', reason: 'no bytes' };
  const major = Math.floor(bytes[0] / 32);
  if (major < ARRAY || major > TAG) {
    return {
      outcome: 'refused',
      reason: 'begins with neither a map nor an array',
    };
  }
  return transcode(bytes, 'cbor', (reader, writer) =>
    readItem(reader, writer, 0),
  );
}

/** `tags`: tags around this item; they take stack without taking depth in the JSON. */
function readItem(reader: ByteReader, writer: JsonWriter, tags: number): void {
  const head = readHead(reader);
  if (head.major === ARRAY) readArray(head, reader, writer);
  else if (head.major === MAP) readMap(head, reader, writer);
  else if (head.major === TAG) readTagged(head, reader, writer, tags);
  else if (head.major === 7) readSimple(head, writer);
  else readScalar(head, reader, writer);
}

function readHead(reader: ByteReader): Head {
  const byte = reader.u8();
  const major = Math.floor(byte / 32);
  const low = byte % 32;
  if (low < 24) return { major, low, size: low };
  if (major === 7 && low > 24 && low < 28) {
    return { major, low, size: readFloat(reader, low) };
  }
  if (low < 28) {
    return {
      major,
      low,
      size: reader.unsigned(([1, 2, 4, 8] as const)[low - 24]),
    };
  }
  if (low === 31 && major > 1 && major !== TAG) return { major, low };
  throw new DecodeProblem(`a malformed head at position ${reader.at - 1}`);
}

function readScalar(head: Head, reader: ByteReader, writer: JsonWriter): void {
  if (head.major === 0) writer.token(String(head.size));
  else if (head.major === 1) {
    writer.token(String(-1n - BigInt(head.size ?? 0)));
  } else if (head.major === 2) writer.bytes(readBytes(head, reader));
  else writer.string(readText(head, reader));
}

function readArray(head: Head, reader: ByteReader, writer: JsonWriter): void {
  writer.open('[');
  forEachItem(head, reader, () => readItem(reader, writer, 0));
  writer.close(']');
}

function readMap(head: Head, reader: ByteReader, writer: JsonWriter): void {
  writer.open('{');
  forEachItem(head, reader, () => {
    writer.name(readName(reader));
    readItem(reader, writer, 0);
  });
  writer.close('}');
}

/** Every item takes a byte at least, so a claimed count ends with the bytes. */
function forEachItem(head: Head, reader: ByteReader, readOne: () => void) {
  if (head.size !== undefined) {
    for (let i = 0; i < Number(head.size); i += 1) readOne();
    return;
  }
  while (reader.peek() !== BREAK) readOne();
  reader.u8();
}

/** JSON names are strings; whole numbers become their digits. */
function readName(reader: ByteReader): string {
  const head = readHead(reader);
  if (head.major === 3) return readText(head, reader);
  if (head.major === 0) return String(head.size);
  if (head.major === 1) return String(-1n - BigInt(head.size ?? 0));
  throw new DecodeProblem('a map with a name that is not text or a number');
}

function readText(head: Head, reader: ByteReader): string {
  if (head.size !== undefined) return reader.text(Number(head.size));
  const parts: string[] = [];
  forEachItem(head, reader, () => {
    parts.push(reader.text(chunkLength(reader, 3)));
  });
  return parts.join('');
}

function readBytes(head: Head, reader: ByteReader): Uint8Array {
  if (head.size !== undefined) return reader.take(Number(head.size));
  const parts: Uint8Array[] = [];
  forEachItem(head, reader, () => {
    parts.push(reader.take(chunkLength(reader, 2)));
  });
  return Buffer.concat(parts);
}

function chunkLength(reader: ByteReader, major: number): number {
  const head = readHead(reader);
  if (head.major !== major || head.size === undefined) {
    throw new DecodeProblem('a piece of another kind inside a long string');
  }
  return Number(head.size);
}

/** Tags 2 and 3 are integers of any length; other tags leave their item as it is. */
function readTagged(
  head: Head,
  reader: ByteReader,
  writer: JsonWriter,
  tags: number,
): void {
  if (tags >= DECODE_LIMITS.depth) {
    throw new DecodeProblem(`nested deeper than ${DECODE_LIMITS.depth}`);
  }
  const isBig = head.size === 2 || head.size === 3;
  if (!isBig || Math.floor(reader.peek() / 32) !== 2) {
    readItem(reader, writer, tags + 1);
    return;
  }
  const value = bigOf(readBytes(readHead(reader), reader));
  writer.token(String(head.size === 2 ? value : -1n - value));
}

/** Digits of an integer of any length take time beyond its bytes, hence a bound. */
function bigOf(bytes: Uint8Array): bigint {
  if (bytes.length > 128) throw new DecodeProblem('an integer over 1024 bits');
  return BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);
}

const SIMPLE = new Map([
  [20, 'false'],
  [21, 'true'],
  [22, 'null'],
  [23, 'null'],
]);

function readSimple(head: Head, writer: JsonWriter): void {
  if (head.low > 24) {
    if (head.size === undefined)
      throw new DecodeProblem('a break out of place');
    writer.number(Number(head.size));
    return;
  }
  writer.token(SIMPLE.get(head.low) ?? `"simple(${head.size})"`);
}

function readFloat(reader: ByteReader, low: number): number {
  if (low === 26) return reader.float(4);
  return low === 27 ? reader.float(8) : halfOf(Number(reader.unsigned(2)));
}

/** Source: RFC 8949, appendix D. */
function halfOf(bits: number): number {
  const exponent = Math.floor(bits / 1024) % 32;
  const fraction = bits % 1024;
  const sign = bits >= 0x8000 ? -1 : 1;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent < 31) return sign * (fraction + 1024) * 2 ** (exponent - 25);
  return fraction === 0 ? sign * Infinity : NaN;
}
