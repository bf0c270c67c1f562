import { isJsonObject, type Json } from '../model/json';
import { fieldSchema, isKnownField, type Schema } from './Schema';

/** Paths of fields the schema does not declare, such as `spec.topics[0].nmae`. */
export function findUnknownFields(
  value: Json,
  schema?: Schema,
  path = '',
): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      findUnknownFields(item, schema?.items, `${path}[${index}]`),
    );
  }
  if (!isJsonObject(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([field, child]) => {
    const childPath = path ? `${path}.${field}` : field;
    return isKnownField(schema, field)
      ? findUnknownFields(child, fieldSchema(schema, field), childPath)
      : [childPath];
  });
}

/** The value without such fields: what the server stores when it only warns. */
export function prune(value: Json, schema?: Schema): Json {
  if (Array.isArray(value)) {
    return value.map(item => prune(item, schema?.items));
  }
  if (!isJsonObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([field]) => isKnownField(schema, field))
      .map(([field, child]) => [
        field,
        prune(child, fieldSchema(schema, field)),
      ]),
  );
}
