import { isJsonObject, type Json } from '../model/json';
import { fieldSchema, isKnownField, type Schema } from './Schema';
import { TYPE_TESTS } from './typeTests';

/**
 * What keeps a value from being applied at all: fields the schema does not
 * declare and values of another type, as server-side apply words them.
 */
export function findUntyped(value: Json, schema?: Schema, path = ''): string[] {
  const wanted = schema?.['x-kubernetes-int-or-string']
    ? undefined
    : schema?.type;
  const complaint = wanted && complain(value, wanted);
  if (complaint) {
    return [`${path}: ${complaint}`];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      findUntyped(item, schema?.items, `${path}[${index}]`),
    );
  }
  if (!isJsonObject(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([field, child]) =>
    isKnownField(schema, field)
      ? findUntyped(child, fieldSchema(schema, field), `${path}.${field}`)
      : [`${path}.${field}: field not declared in schema`],
  );
}

/** The notation of values is that of Go, which the real server prints. */
function complain(value: Json, wanted: string): string | undefined {
  const isRight = TYPE_TESTS[wanted] ?? (() => true);
  if (value === null || isRight(value)) {
    return undefined;
  }
  switch (wanted) {
    case 'object':
      return `expected map, got ${show(value)}`;
    case 'array':
      return `expected list, got ${show(value)}`;
    case 'string':
      return `expected string, got &value.valueUnstructured{Value:${JSON.stringify(value)}}`;
    case 'boolean':
      return `expected boolean, got ${show(value)}`;
    default:
      return `expected numeric (int or float), got ${goTypeOf(value)}`;
  }
}

function show(value: Json): string {
  const isPlain = typeof value !== 'object';
  return `&{${isPlain ? String(value) : JSON.stringify(value)}}`;
}

function goTypeOf(value: Json): string {
  if (Array.isArray(value)) {
    return '[]interface {}';
  }
  if (isJsonObject(value)) {
    return 'map[string]interface {}';
  }
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
