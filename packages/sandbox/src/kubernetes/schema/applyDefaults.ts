import { isJsonObject, type Json, type JsonObject } from '../model/json';
import { fieldSchema, type Schema } from './Schema';

/** The value with the defaults of its schema; a null that is not allowed counts as absent. */
export function applyDefaults(value: Json, schema?: Schema): Json {
  if (Array.isArray(value)) {
    return schema?.items
      ? value.map(item => applyDefaults(item, schema.items))
      : value;
  }
  if (!isJsonObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries({ ...value, ...missingFields(value, schema) })
      .filter(([field, child]) => !isRefusedNull(child, schema, field))
      .map(([field, child]) => [
        field,
        applyDefaults(child, fieldSchema(schema, field)),
      ]),
  );
}

function missingFields(value: JsonObject, schema?: Schema): JsonObject {
  const fields: JsonObject = {};
  for (const [field, own] of Object.entries(schema?.properties ?? {})) {
    const isAbsent =
      value[field] === undefined || isRefusedNull(value[field], schema, field);
    if (isAbsent && own.default !== undefined) {
      fields[field] = structuredClone(own.default);
    }
  }
  return fields;
}

function isRefusedNull(
  value: Json,
  schema: Schema | undefined,
  field: string,
): boolean {
  const own = schema?.properties?.[field];
  return value === null && own !== undefined && !own.nullable;
}
