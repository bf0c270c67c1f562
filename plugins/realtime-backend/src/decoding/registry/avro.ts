import type { Type, types } from 'avsc';
import type { ByteReader } from '../decoders/ByteReader';
import { transcode, type ReadValue } from '../decoders/structured';
import { DecodeProblem } from '../limits';
import { decimalText, writeTime } from './avroLogical';
import { AnnotatedType, toAvroType } from './avroType';
import type { CompiledSchema, RegisteredSchema } from './schema';

/**
 * Avro's binary encoding, read straight into JSON text. The library reads the
 * schema; the bytes are read here, because an array may claim any number of
 * items that take no bytes, and because 64-bit integers must keep their digits.
 * A union is written as the bare value. Throws when the schema is not Avro.
 * Source: Apache Avro specification, binary encoding.
 */
export function compileAvro(registered: RegisteredSchema): CompiledSchema {
  const read = new AvroCompiler().compile(toAvroType(registered));
  return {
    decoder: 'avro',
    decode: bytes => transcode(bytes, 'avro', read),
  };
}

class AvroCompiler {
  private readonly readers = new Map<Type, ReadValue>();

  compile(type: Type): ReadValue {
    const known = this.readers.get(type);
    if (known) return known;
    // A type may contain itself: what it contains finds this reader, not yet filled.
    const built: { read?: ReadValue } = {};
    this.readers.set(type, (reader, writer) => built.read?.(reader, writer));
    built.read = this.build(type);
    return built.read;
  }

  private build(type: Type): ReadValue {
    if (type instanceof AnnotatedType) return this.logical(type);
    switch (type.typeName) {
      case 'record':
      case 'error':
        return this.record(type as types.RecordType);
      case 'array':
        return this.array((type as types.ArrayType).itemsType);
      case 'map':
        return this.map((type as types.MapType).valuesType);
      case 'enum':
        return readEnum((type as types.EnumType).symbols);
      case 'fixed':
        return readFixed((type as types.FixedType).size);
      default:
        return type.typeName.startsWith('union')
          ? this.union((type as types.WrappedUnionType).types)
          : readPrimitive(type.typeName);
    }
  }

  private record(type: types.RecordType): ReadValue {
    const fields = type.fields.map(({ name, type: fieldType }) => ({
      name,
      read: this.compile(fieldType),
    }));
    return (reader, writer) => {
      writer.open('{');
      for (const field of fields) {
        writer.name(field.name);
        field.read(reader, writer);
      }
      writer.close('}');
    };
  }

  private array(items: Type): ReadValue {
    const read = this.compile(items);
    return (reader, writer) => {
      writer.open('[');
      forEachInBlocks(reader, () => read(reader, writer));
      writer.close(']');
    };
  }

  private map(values: Type): ReadValue {
    const read = this.compile(values);
    return (reader, writer) => {
      writer.open('{');
      forEachInBlocks(reader, () => {
        writer.name(reader.text(readLength(reader)));
        read(reader, writer);
      });
      writer.close('}');
    };
  }

  private union(branches: Type[]): ReadValue {
    const reads = branches.map(branch => this.compile(branch));
    return (reader, writer) => {
      const branch = reads[readLength(reader)];
      if (!branch) throw new DecodeProblem('a branch the union does not have');
      branch(reader, writer);
    };
  }

  private logical(type: AnnotatedType): ReadValue {
    const under = type.underlyingType;
    if (type.logicalType === 'decimal') return readDecimal(under, type.scale);
    if (under.typeName !== 'int' && under.typeName !== 'long') {
      return this.compile(under);
    }
    return (reader, writer) =>
      writeTime(type.logicalType, readLong(reader), writer);
  }
}

function readDecimal(under: Type, scale: number): ReadValue {
  const size =
    under.typeName === 'fixed' ? (under as types.FixedType).size : undefined;
  return (reader, writer) => {
    const bytes = reader.take(size ?? readLength(reader));
    writer.token(decimalText(bytes, scale));
  };
}

function readEnum(symbols: string[]): ReadValue {
  return (reader, writer) => {
    const symbol = symbols[readLength(reader)];
    if (symbol === undefined) {
      throw new DecodeProblem('a symbol the enum does not have');
    }
    writer.string(symbol);
  };
}

function readFixed(size: number): ReadValue {
  return (reader, writer) => writer.bytes(reader.take(size));
}

const PRIMITIVES: Record<string, ReadValue> = {
  null: (_, writer) => writer.token('null'),
  boolean: (reader, writer) => writer.token(readBoolean(reader)),
  int: (reader, writer) => writer.token(String(readLong(reader))),
  long: (reader, writer) => writer.token(String(readLong(reader))),
  float: (reader, writer) => writer.number(reader.float(4, true)),
  double: (reader, writer) => writer.number(reader.float(8, true)),
  bytes: (reader, writer) => writer.bytes(reader.take(readLength(reader))),
  string: (reader, writer) => writer.string(reader.text(readLength(reader))),
};

function readPrimitive(typeName: string): ReadValue {
  const read = PRIMITIVES[typeName];
  if (!read) throw new DecodeProblem(`the type ${typeName} is not supported`);
  return read;
}

function readBoolean(reader: ByteReader): 'true' | 'false' {
  const byte = reader.u8();
  if (byte > 1) throw new DecodeProblem('a boolean that is neither 0 nor 1');
  return byte === 1 ? 'true' : 'false';
}

/** Blocks of a count and that many items, until a count of 0. A negative count has the block's bytes after it. */
function forEachInBlocks(reader: ByteReader, readOne: () => void): void {
  for (;;) {
    const count = Number(readLong(reader));
    if (count === 0) return;
    if (count < 0) readLong(reader);
    for (let i = 0; i < Math.abs(count); i += 1) readOne();
  }
}

function readLength(reader: ByteReader): number {
  const length = Number(readLong(reader));
  if (length < 0) throw new DecodeProblem('a negative length');
  return length;
}

/** Zigzag varint of at most ten bytes. */
function readLong(reader: ByteReader): bigint {
  let low = 0;
  for (let i = 0; i < 7; i += 1) {
    const byte = reader.u8();
    low += (byte % 128) * 2 ** (7 * i);
    if (byte < 128) {
      return BigInt(low % 2 === 0 ? low / 2 : -(low + 1) / 2);
    }
  }
  return readLongTail(reader, BigInt(low));
}

function readLongTail(reader: ByteReader, low: bigint): bigint {
  let value = low;
  for (let shift = 49n; shift < 70n; shift += 7n) {
    const byte = reader.u8();
    value += BigInt(byte % 128) << shift;
    if (byte < 128) return (value >> 1n) ^ -(value & 1n);
  }
  throw new DecodeProblem('an integer over 64 bits');
}
