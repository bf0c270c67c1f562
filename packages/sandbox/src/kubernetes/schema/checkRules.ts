import { evaluate } from '@marcbachmann/cel-js';
import type { Cause } from '../model/ApiError';
import { isJsonObject, type Json } from '../model/json';
import { fieldSchema, type Schema } from './Schema';

/** After these, a rule could stumble over a value it relies on. */
const BLOCKING = [
  'FieldValueNotSupported',
  'FieldValueRequired',
  'FieldValueTooLong',
  'FieldValueTooMany',
  'FieldValueTypeInvalid',
];

const UNCHECKED: Cause = {
  reason: 'FieldValueInvalid',
  message:
    'Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
  field: '<nil>',
};

/**
 * What the rules add to what the schema refuses already: their own refusals,
 * or that they were not asked, where there are any.
 */
export function checkRulesAfter(
  causes: Cause[],
  value: Json,
  schema: Schema,
): Cause[] {
  const isBlocked = causes.some(({ reason }) => BLOCKING.includes(reason));
  if (!isBlocked) {
    return checkRules(value, schema);
  }
  return hasRules(schema) ? [UNCHECKED] : [];
}

function hasRules(schema: Schema): boolean {
  const { additionalProperties, items, properties = {} } = schema;
  const below = [
    ...Object.values(properties),
    ...(items ? [items] : []),
    ...(typeof additionalProperties === 'object' ? [additionalProperties] : []),
  ];
  return (
    schema['x-kubernetes-validations'] !== undefined || below.some(hasRules)
  );
}

/** Rules about what changed need the old object; they are not checked here. */
const TRANSITION = /\boldSelf\b/;

/**
 * What the CEL rules of a schema (`x-kubernetes-validations`) refuse, asked
 * about a value with its defaults. A rule that cannot be evaluated refuses
 * too, as on the real server.
 */
function checkRules(value: Json, schema?: Schema, path = ''): Cause[] {
  if (!schema) {
    return [];
  }
  const rules = schema['x-kubernetes-validations'] ?? [];
  const own = rules
    .filter(({ rule }) => !TRANSITION.test(rule))
    .flatMap(({ rule, message }) => {
      const why = ask(rule, value, message ?? `failed rule: ${rule}`);
      return why === undefined ? [] : [refuse(value, path, why)];
    });
  return [...own, ...descend(value, schema, path)];
}

function descend(value: Json, schema: Schema, path: string): Cause[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      checkRules(item, schema.items, `${path}[${index}]`),
    );
  }
  if (!isJsonObject(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([field, child]) =>
    checkRules(
      child,
      fieldSchema(schema, field),
      path ? `${path}.${field}` : field,
    ),
  );
}

/** undefined when the rule holds; else why not. */
function ask(rule: string, value: Json, message: string): string | undefined {
  try {
    const answer = evaluate(rule, { self: toCel(value) });
    return answer === true ? undefined : message;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('\n')[0] : '';
    return `rule evaluation error: ${why}`;
  }
}

/** Whole numbers are integers of CEL, which has no other way to tell them from floats. */
function toCel(value: Json): unknown {
  if (Array.isArray(value)) {
    return value.map(toCel);
  }
  if (isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [key, toCel(child)]),
    );
  }
  return Number.isInteger(value) ? BigInt(value as number) : value;
}

function refuse(value: Json, field: string, why: string): Cause {
  const message = `Invalid value: ${show(value)}: ${why}`;
  return { reason: 'FieldValueInvalid', message, field };
}

/** Of what is large only its type. */
function show(value: Json): string {
  if (Array.isArray(value)) {
    return '"array"';
  }
  return isJsonObject(value) ? '"object"' : JSON.stringify(value);
}
