import { Type, types, type schema } from 'avsc';
import type { RegisteredSchema } from './schema';

interface Annotation {
  logicalType: string;
  scale?: number;
}

/** A type with a meaning on top of its encoding, such as `decimal`. */
export class AnnotatedType extends types.LogicalType {
  readonly logicalType: string;
  /** Digits behind the point of a decimal. */
  readonly scale: number;

  constructor(...written: ConstructorParameters<typeof types.LogicalType>) {
    super(...written);
    const annotation = written[0] as unknown as Annotation;
    this.logicalType = annotation.logicalType;
    this.scale = Number(annotation.scale ?? 0);
  }
}

const LOGICAL_NAMES = [
  'decimal',
  'date',
  'time-millis',
  'time-micros',
  'timestamp-millis',
  'timestamp-micros',
  'timestamp-nanos',
  'local-timestamp-millis',
  'local-timestamp-micros',
  'local-timestamp-nanos',
  'uuid',
];

/** Names and references resolved by the library; throws when the schema is not Avro. */
export function toAvroType(registered: RegisteredSchema): Type {
  const options = {
    wrapUnions: 'always' as const,
    logicalTypes: Object.fromEntries(
      LOGICAL_NAMES.map(name => [name, AnnotatedType]),
    ),
    registry: {},
  };
  for (const { text } of registered.references) {
    Type.forSchema(parse(text), options);
  }
  return Type.forSchema(parse(registered.text), options);
}

/** Defaults serve writers and readers of another schema; a 64-bit one would not survive JSON.parse. */
function parse(text: string): schema.AvroSchema {
  return JSON.parse(text, (name, value) =>
    name === 'default' ? undefined : value,
  );
}
