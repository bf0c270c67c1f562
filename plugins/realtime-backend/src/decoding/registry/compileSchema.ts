import { compileAvro } from './avro';
import { compileJsonSchema } from './jsonSchema';
import { compileProtobuf } from './protobuf';
import type { CompiledSchema, RegisteredSchema, SchemaType } from './schema';

const COMPILERS: Record<
  SchemaType,
  (schema: RegisteredSchema) => CompiledSchema
> = {
  AVRO: compileAvro,
  JSON: compileJsonSchema,
  PROTOBUF: compileProtobuf,
};

/** Throws when the text is not a schema of its type. */
export function compileSchema(schema: RegisteredSchema): CompiledSchema {
  return COMPILERS[schema.type](schema);
}
