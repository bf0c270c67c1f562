import { common, parse, Root, Type as MessageType, util } from 'protobufjs';
import type { DecodeResult } from '@backstage-realtime/plugin-realtime-node';
import { ByteReader } from '../decoders/ByteReader';
import { reasonOf } from '../decoders/structured';
import { JsonWriter } from '../json/JsonWriter';
import { DecodeProblem } from '../limits';
import type { CompiledSchema, RegisteredSchema } from './schema';
import { writeMessage } from './protobufJson';

/**
 * Protobuf behind the head of the wire format and the message index, which says
 * which message of the file is meant. Throws when the schema is not Protobuf.
 * Source: Confluent's wire format, section on Protobuf.
 */
export function compileProtobuf(registered: RegisteredSchema): CompiledSchema {
  const root = new Root();
  for (const { text } of registered.references) addFile(root, text);
  const file = addFile(root, registered.text);
  root.resolveAll();
  return { decoder: 'protobuf', decode: bytes => decode(bytes, root, file) };
}

/** Messages of one file in the order they are declared, which is what the index counts. */
interface FileMessage {
  fullName: string;
  nested: FileMessage[];
}

function addFile(root: Root, text: string): FileMessage[] {
  const options = { keepCase: true };
  const alone = parse(text, new Root(), options);
  for (const name of alone.imports ?? []) addCommon(root, name);
  parse(text, root, options);
  const scope = alone.package ? alone.root.lookup(alone.package) : alone.root;
  return messagesOf(scope);
}

/** Google's own types (timestamp, struct, ...) come with the library, not from a registry. */
function addCommon(root: Root, name: string): void {
  const nested = common.get(name)?.nested;
  if (nested && !root.files.includes(name)) {
    root.files.push(name);
    root.addJSON(nested);
  }
}

function messagesOf(scope: unknown): FileMessage[] {
  const nested = (scope as { nestedArray?: unknown[] } | null)?.nestedArray;
  return (nested ?? [])
    .filter((child): child is MessageType => child instanceof MessageType)
    .map(message => ({
      fullName: message.fullName,
      nested: messagesOf(message),
    }));
}

function decode(
  bytes: Uint8Array,
  root: Root,
  file: FileMessage[],
): DecodeResult {
  try {
    const reader = new ByteReader(bytes);
    const type = root.lookupType(findMessage(file, readIndexes(reader)));
    const message = type.decode(reader.take(reader.left));
    const writer = new JsonWriter();
    writeMessage(type, message, writer);
    return { outcome: 'decoded', encoding: 'protobuf', text: writer.finish() };
  } catch (error) {
    return { outcome: 'failed', reason: protobufReason(error) };
  }
}

function protobufReason(error: unknown): string {
  return error instanceof RangeError || error instanceof util.ProtocolError
    ? 'the bytes do not fit the message'
    : reasonOf(error);
}

/** Count and positions as zigzag varints; a lone 0 stands for the first message. */
function readIndexes(reader: ByteReader): number[] {
  const count = readVarint(reader);
  if (count === 0) return [0];
  if (count < 0 || count > 32) {
    throw new DecodeProblem('a message index that cannot be read');
  }
  return Array.from({ length: count }, () => readVarint(reader));
}

function findMessage(file: FileMessage[], indexes: number[]): string {
  let scope = file;
  let found: FileMessage | undefined;
  for (const index of indexes) {
    found = scope[index];
    if (!found) throw new DecodeProblem('a message the schema does not have');
    scope = found.nested;
  }
  return found?.fullName ?? '';
}

function readVarint(reader: ByteReader): number {
  let value = 0;
  for (let i = 0; i < 5; i += 1) {
    const byte = reader.u8();
    value += (byte % 128) * 2 ** (7 * i);
    if (byte < 128) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
  throw new DecodeProblem('a message index that cannot be read');
}
