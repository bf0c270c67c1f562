import {
  Enum,
  MapField,
  Type as MessageType,
  util,
  type Field,
  type Message,
} from 'protobufjs';
import type { JsonWriter } from '../json/JsonWriter';

type Fields = Record<string, unknown>;

/**
 * A decoded message as JSON: names as in the schema, enums by name, bytes in
 * base64, 64-bit integers as digits. Fields that were not sent are left out:
 * showing defaults would claim more than the bytes say.
 */
export function writeMessage(
  type: MessageType,
  message: Message,
  writer: JsonWriter,
): void {
  const values = message as unknown as Fields;
  writer.open('{');
  for (const field of type.fieldsArray) {
    if (!Object.hasOwn(values, field.name)) continue;
    const value = values[field.name];
    if (!isSent(value)) continue;
    writer.name(field.name);
    writeField(field, value, writer);
  }
  writer.close('}');
}

/** The library makes an empty list or map for one that was not sent. */
function isSent(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (Array.isArray(value)) return value.length > 0;
  return Object.getPrototypeOf(value) !== Object.prototype || hasEntries(value);
}

function hasEntries(value: object): boolean {
  return Object.keys(value).length > 0;
}

function writeField(field: Field, value: unknown, writer: JsonWriter): void {
  if (field instanceof MapField) writeMap(field, value as Fields, writer);
  else if (field.repeated) writeList(field, value as unknown[], writer);
  else writeValue(field, value, writer);
}

function writeMap(field: MapField, entries: Fields, writer: JsonWriter): void {
  writer.open('{');
  for (const [name, value] of Object.entries(entries)) {
    writer.name(nameOf(field, name));
    writeValue(field, value, writer);
  }
  writer.close('}');
}

/** The library keeps 64-bit names of a map as eight raw bytes in a string. */
function nameOf(field: MapField, name: string): string {
  if (!field.keyType.includes('64')) return name;
  return util.longFromHash(name, field.keyType.startsWith('u')).toString();
}

function writeList(field: Field, items: unknown[], writer: JsonWriter): void {
  writer.open('[');
  for (const item of items) writeValue(field, item, writer);
  writer.close(']');
}

function writeValue(
  field: Field | MapField,
  value: unknown,
  writer: JsonWriter,
): void {
  const type = field.resolvedType;
  if (type instanceof MessageType) writeMessage(type, value as Message, writer);
  else if (type instanceof Enum) {
    const name = type.valuesById[Number(value)];
    if (name === undefined) writer.number(Number(value));
    else writer.string(name);
  } else writeScalar(value, writer);
}

/** 64-bit integers come as objects of the library `long`, whose text is their digits. */
function writeScalar(value: unknown, writer: JsonWriter): void {
  if (typeof value === 'string') writer.string(value);
  else if (typeof value === 'number') writer.number(value);
  else if (value instanceof Uint8Array) writer.bytes(value);
  else writer.token(String(value));
}
