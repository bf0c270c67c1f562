import type {
  DecodeResult,
  RecordDecoder,
} from '@backstage-realtime/plugin-realtime-node';
import type { JsonWriter } from '../json/JsonWriter';
import { DecodeProblem } from '../limits';
import type { ByteReader } from './ByteReader';
import { transcode } from './structured';

/**
 * MessagePack whose root is a map or an array. Any byte below 0x80 is a whole
 * number in MessagePack, so other roots say nothing about the encoding. Written
 * here and not taken from a library because a length in the bytes must never
 * decide how much memory is taken. Source: the MessagePack specification.
 */
export const messagePackDecoder: RecordDecoder = {
  name: 'msgpack',
  decode: bytes => decodeMessagePack(bytes),
};

function decodeMessagePack(bytes: Uint8Array): DecodeResult {
  const first = bytes[0] ?? 0;
  if (first < 0x80 || (first > 0x9f && !(first >= 0xdc && first <= 0xdf))) {
    return { outcome: 'refused', reason: refusal(bytes) };
  }
  return transcode(bytes, 'msgpack', readValue);
}

function refusal(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'no bytes';
  if (bytes[0] < 0x80 && bytes.length > 1) {
    return `${bytes.length - 1} bytes left after the integer ${bytes[0]}`;
  }
  return 'begins with neither a map nor an array';
}

function readValue(reader: ByteReader, writer: JsonWriter): void {
  const byte = reader.u8();
  if (byte < 0x80) writer.number(byte);
  else if (byte < 0x90) readMap(reader, writer, byte & 0x0f);
  else if (byte < 0xa0) readArray(reader, writer, byte & 0x0f);
  else if (byte < 0xc0) writer.string(reader.text(byte & 0x1f));
  else if (byte >= 0xe0) writer.number(byte - 0x100);
  else readTyped(byte, reader, writer);
}

type Read = (reader: ByteReader, writer: JsonWriter) => void;

/** Formats 0xc0 to 0xdf, but for 0xc1 which is never used. */
const TYPED: Record<number, Read> = {
  0xc0: (_, writer) => writer.token('null'),
  0xc2: (_, writer) => writer.token('false'),
  0xc3: (_, writer) => writer.token('true'),
  0xc4: bytesOf(1),
  0xc5: bytesOf(2),
  0xc6: bytesOf(4),
  0xc7: extensionOf(1),
  0xc8: extensionOf(2),
  0xc9: extensionOf(4),
  0xca: (reader, writer) => writer.number(reader.float(4)),
  0xcb: (reader, writer) => writer.number(reader.float(8)),
  0xcc: (reader, writer) => writer.token(String(reader.unsigned(1))),
  0xcd: (reader, writer) => writer.token(String(reader.unsigned(2))),
  0xce: (reader, writer) => writer.token(String(reader.unsigned(4))),
  0xcf: (reader, writer) => writer.token(String(reader.unsigned(8))),
  0xd0: (reader, writer) => writer.token(String(reader.signed(1))),
  0xd1: (reader, writer) => writer.token(String(reader.signed(2))),
  0xd2: (reader, writer) => writer.token(String(reader.signed(4))),
  0xd3: (reader, writer) => writer.token(String(reader.signed(8))),
  0xd4: (reader, writer) => readExtension(reader, writer, 1),
  0xd5: (reader, writer) => readExtension(reader, writer, 2),
  0xd6: (reader, writer) => readExtension(reader, writer, 4),
  0xd7: (reader, writer) => readExtension(reader, writer, 8),
  0xd8: (reader, writer) => readExtension(reader, writer, 16),
  0xd9: (reader, writer) => writer.string(reader.text(lengthOf(reader, 1))),
  0xda: (reader, writer) => writer.string(reader.text(lengthOf(reader, 2))),
  0xdb: (reader, writer) => writer.string(reader.text(lengthOf(reader, 4))),
  0xdc: (reader, writer) => readArray(reader, writer, lengthOf(reader, 2)),
  0xdd: (reader, writer) => readArray(reader, writer, lengthOf(reader, 4)),
  0xde: (reader, writer) => readMap(reader, writer, lengthOf(reader, 2)),
  0xdf: (reader, writer) => readMap(reader, writer, lengthOf(reader, 4)),
};

function readTyped(byte: number, reader: ByteReader, writer: JsonWriter): void {
  const read = TYPED[byte];
  if (!read) throw new DecodeProblem('the format 0xc1, which is never used');
  read(reader, writer);
}

function readArray(reader: ByteReader, writer: JsonWriter, count: number) {
  writer.open('[');
  for (let i = 0; i < count; i += 1) readValue(reader, writer);
  writer.close(']');
}

function readMap(reader: ByteReader, writer: JsonWriter, count: number) {
  writer.open('{');
  for (let i = 0; i < count; i += 1) {
    writer.name(readName(reader));
    readValue(reader, writer);
  }
  writer.close('}');
}

/** JSON names are strings; whole numbers are the only other kind seen in practice. */
function readName(reader: ByteReader): string {
  const byte = reader.u8();
  if (byte < 0x80) return String(byte);
  if (byte >= 0xe0) return String(byte - 0x100);
  if (byte >= 0xa0 && byte < 0xc0) return reader.text(byte & 0x1f);
  return readLongName(byte, reader);
}

function readLongName(byte: number, reader: ByteReader): string {
  if (byte >= 0xcc && byte <= 0xcf) {
    return String(reader.unsigned(sizeOf(byte - 0xcc)));
  }
  if (byte >= 0xd0 && byte <= 0xd3) {
    return String(reader.signed(sizeOf(byte - 0xd0)));
  }
  if (byte >= 0xd9 && byte <= 0xdb) {
    return reader.text(lengthOf(reader, sizeOf(byte - 0xd9)));
  }
  throw new DecodeProblem('a map with a name that is not text or a number');
}

function sizeOf(power: number): 1 | 2 | 4 | 8 {
  return ([1, 2, 4, 8] as const)[power];
}

function lengthOf(reader: ByteReader, size: 1 | 2 | 4 | 8): number {
  return Number(reader.unsigned(size));
}

function bytesOf(size: 1 | 2 | 4): Read {
  return (reader, writer) => writer.bytes(reader.take(lengthOf(reader, size)));
}

function extensionOf(size: 1 | 2 | 4): Read {
  return (reader, writer) =>
    readExtension(reader, writer, lengthOf(reader, size));
}

/** Type -1 is a point in time; other extensions are shown as their type and bytes. */
function readExtension(reader: ByteReader, writer: JsonWriter, length: number) {
  const type = Number(reader.signed(1));
  if (type === -1 && (length === 4 || length === 8 || length === 12)) {
    writer.string(readTime(reader, length));
    return;
  }
  writer.open('{');
  writer.name('extension');
  writer.number(type);
  writer.name('base64');
  writer.bytes(reader.take(length));
  writer.close('}');
}

function readTime(reader: ByteReader, length: 4 | 8 | 12): string {
  if (length === 4) return timeText(Number(reader.unsigned(4)), 0);
  if (length === 12) {
    const nanoseconds = Number(reader.unsigned(4));
    return timeText(Number(reader.signed(8)), nanoseconds);
  }
  const packed = BigInt(reader.unsigned(8));
  const seconds = packed % 2n ** 34n;
  return timeText(Number(seconds), Number(packed / 2n ** 34n));
}

function timeText(seconds: number, nanoseconds: number): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return `${seconds} s since 1970`;
  const fraction = String(nanoseconds).padStart(9, '0');
  return date.toISOString().replace('000Z', `${fraction}Z`);
}
