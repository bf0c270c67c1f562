import { isJsonObject, type Json } from '../model/json';

/** Whether a value has a type of the schema language. */
export const TYPE_TESTS: Record<string, (value: Json) => boolean> = {
  object: isJsonObject,
  array: Array.isArray,
  string: value => typeof value === 'string',
  boolean: value => typeof value === 'boolean',
  number: value => typeof value === 'number',
  integer: value => Number.isInteger(value),
};
