import type { Json } from '../model/json';

/** The part of a structural OpenAPI schema that the server acts on. */
export interface Schema {
  type?: string;
  description?: string;
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: boolean | Schema;
  enum?: Json[];
  default?: Json;
  nullable?: boolean;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-int-or-string'?: boolean;
  'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  'x-kubernetes-list-map-keys'?: string[];
  'x-kubernetes-map-type'?: 'granular' | 'atomic';
  'x-kubernetes-validations'?: { rule: string; message?: string }[];
}

/** Anything goes, as for a kind whose schema nobody told. */
export const FREE: Schema = {
  type: 'object',
  'x-kubernetes-preserve-unknown-fields': true,
};

export const TEXT_MAP: Schema = {
  type: 'object',
  additionalProperties: { type: 'string' },
};

/** The schema of a field; undefined where the schema does not say. */
export function fieldSchema(
  schema: Schema | undefined,
  field: string,
): Schema | undefined {
  const declared = schema?.properties;
  if (declared && Object.hasOwn(declared, field)) {
    return declared[field];
  }
  const rest = schema?.additionalProperties;
  return typeof rest === 'object' ? rest : undefined;
}

/** false: the field is a slip, or somebody else's. */
export function isKnownField(
  schema: Schema | undefined,
  field: string,
): boolean {
  return (
    isOpen(schema) ||
    schema.additionalProperties !== undefined ||
    isDeclared(schema, field)
  );
}

/** A field with a name of its own, not a key of a map. */
export function isDeclared(schema: Schema | undefined, field: string): boolean {
  return Object.hasOwn(schema?.properties ?? {}, field);
}

function isOpen(schema: Schema | undefined): schema is undefined {
  return (
    schema === undefined ||
    schema['x-kubernetes-preserve-unknown-fields'] === true
  );
}
