import { isDeepStrictEqual } from 'node:util';
import type { Cause } from '../model/ApiError';
import { isJsonObject, type Json, type JsonObject } from '../model/json';
import { fieldSchema, type Schema } from './Schema';
import { TYPE_TESTS } from './typeTests';

const MAX_CAUSES = 50;

/**
 * What of a value its schema refuses, in the words of the real server.
 * Types first: a value of the wrong type is looked at no further.
 */
export function validate(value: Json, schema?: Schema, path = ''): Cause[] {
  if (!schema || (value === null && schema.nullable)) {
    return [];
  }
  if (!hasType(value, schema)) {
    return [wrongType(value, schema, path)];
  }
  return [
    ...checkValue(value, schema, path),
    ...descend(value, schema, path),
  ].slice(0, MAX_CAUSES);
}

function descend(value: Json, schema: Schema, path: string): Cause[] {
  if (Array.isArray(value)) {
    return [
      ...checkItems(value, schema, path),
      ...value.flatMap((item, index) =>
        validate(item, schema.items, `${path}[${index}]`),
      ),
    ];
  }
  if (!isJsonObject(value)) {
    return [];
  }
  return [
    ...checkFields(value, schema, path),
    ...Object.entries(value).flatMap(([field, child]) =>
      validate(child, fieldSchema(schema, field), join(path, field)),
    ),
  ];
}

function hasType(value: Json, schema: Schema): boolean {
  if (schema['x-kubernetes-int-or-string']) {
    return typeof value === 'string' || Number.isInteger(value);
  }
  return (
    schema.type === undefined || (TYPE_TESTS[schema.type]?.(value) ?? true)
  );
}

function wrongType(value: Json, { type }: Schema, path: string): Cause {
  const found = typeName(value);
  return {
    reason: 'FieldValueTypeInvalid',
    message: `Invalid value: "${found}": ${path} in body must be of type ${type}: "${found}"`,
    field: path,
  };
}

function typeName(value: Json): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'array';
  }
  const isInteger = Number.isInteger(value);
  return isInteger ? 'integer' : typeof value;
}

function checkValue(value: Json, schema: Schema, path: string): Cause[] {
  const allowed = schema.enum;
  if (allowed && !allowed.some(each => isDeepStrictEqual(each, value))) {
    const list = allowed.map(each => JSON.stringify(each)).join(', ');
    return [
      {
        reason: 'FieldValueNotSupported',
        message: `Unsupported value: ${JSON.stringify(value)}: supported values: ${list}`,
        field: path,
      },
    ];
  }
  if (typeof value === 'string') {
    return checkText(value, schema, path);
  }
  return typeof value === 'number' ? checkNumber(value, schema, path) : [];
}

function checkText(text: string, schema: Schema, path: string): Cause[] {
  const { maxLength = Infinity, minLength = 0, pattern } = schema;
  const length = [...text].length;
  if (length > maxLength) {
    return [
      {
        reason: 'FieldValueTooLong',
        message: `Too long: may not be more than ${maxLength} bytes`,
        field: path,
      },
    ];
  }
  if (length < minLength) {
    return [refuse(path, text, `should be at least ${minLength} chars long`)];
  }
  return pattern !== undefined && !new RegExp(pattern, 'u').test(text)
    ? [refuse(path, text, `should match '${pattern}'`)]
    : [];
}

function checkNumber(value: number, schema: Schema, path: string): Cause[] {
  const { maximum = Infinity, minimum = -Infinity } = schema;
  if (value > maximum) {
    return [refuse(path, value, `should be less than or equal to ${maximum}`)];
  }
  return value < minimum
    ? [refuse(path, value, `should be greater than or equal to ${minimum}`)]
    : [];
}

function checkItems(items: Json[], schema: Schema, path: string): Cause[] {
  const { maxItems = Infinity, minItems = 0 } = schema;
  return [
    ...(items.length > maxItems ? [tooMany(path, items.length, maxItems)] : []),
    ...(items.length < minItems
      ? [refuse(path, items.length, `should have at least ${minItems} items`)]
      : []),
    ...findDoubles(items, schema, path),
  ];
}

function findDoubles(items: Json[], schema: Schema, path: string): Cause[] {
  const type = schema['x-kubernetes-list-type'] ?? 'atomic';
  if (type === 'atomic') {
    return [];
  }
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  const identify = (item: Json) =>
    type === 'set' || !isJsonObject(item)
      ? JSON.stringify(item)
      : JSON.stringify(Object.fromEntries(keys.map(key => [key, item[key]])));
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const identity = identify(item);
    const isDouble = seen.has(identity);
    seen.add(identity);
    return isDouble
      ? [
          {
            reason: 'FieldValueDuplicate',
            message: `Duplicate value: ${identity}`,
            field: `${path}[${index}]`,
          },
        ]
      : [];
  });
}

function checkFields(value: JsonObject, schema: Schema, path: string): Cause[] {
  const missing = (schema.required ?? [])
    .filter(field => value[field] === undefined)
    .map(field => ({
      reason: 'FieldValueRequired',
      message: 'Required value',
      field: join(path, field),
    }));
  const { maxProperties = Infinity } = schema;
  const count = Object.keys(value).length;
  return count > maxProperties
    ? [...missing, tooMany(path, count, maxProperties)]
    : missing;
}

function tooMany(field: string, count: number, max: number): Cause {
  return {
    reason: 'FieldValueTooMany',
    message: `Too many: ${count}: must have at most ${max} items`,
    field,
  };
}

function refuse(field: string, value: Json, rule: string): Cause {
  return {
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${JSON.stringify(value)}: ${field} in body ${rule}`,
    field,
  };
}

function join(path: string, field: string): string {
  return path ? `${path}.${field}` : field;
}
