import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../paths.mjs';

const require = createRequire(join(ROOT, 'package.json'));
const { default: Ajv } = require('ajv');

/** Schemas of custom resources and of Kubernetes, for tests that are given them. */
const DIR = process.env.CRD_DIR;

/** Why there is nothing to compare with, or undefined. */
export const NO_SCHEMAS = DIR ? undefined : 'CRD_DIR names no folder of CRDs';

/**
 * Whether objects are what an API server would take: unknown fields are refused.
 * @returns {(object: object) => string[] | undefined} mistakes, or undefined for
 *   a kind that no schema is there for
 */
export function createKindCheck() {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    validateFormats: false,
  });
  const custom = readCustomSchemas();
  const kubernetes = readKubernetesSchemas(ajv);
  const compiled = new Map();
  return object => {
    const key = `${object.apiVersion}/${object.kind}`;
    if (!compiled.has(key)) {
      const schema = custom.get(key) ?? kubernetes.get(key);
      compiled.set(key, schema && ajv.compile(schema));
    }
    const validate = compiled.get(key);
    if (!validate) return undefined;
    validate(object);
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${key} ${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
}

function readCustomSchemas() {
  const files = readdirSync(DIR, { recursive: true })
    .filter(file => /\.ya?ml$/.test(file))
    .map(file => parse(readFileSync(join(DIR, file), 'utf8')));
  return new Map(
    files.flatMap(({ spec: { group, names, versions } }) =>
      versions
        .filter(({ served }) => served)
        .map(({ name, schema }) => [
          `${group}/${name}/${names.kind}`,
          closed(schema.openAPIV3Schema, true),
        ]),
    ),
  );
}

function readKubernetesSchemas(ajv) {
  const file = join(DIR, 'kubernetes', 'swagger.json');
  const { definitions } = JSON.parse(readFileSync(file, 'utf8'));
  const all = Object.entries(definitions).map(([id, schema]) => [
    id,
    closed(schema, false),
  ]);
  ajv.addSchema({ $id: 'kubernetes', definitions: Object.fromEntries(all) });
  return new Map(
    all.flatMap(([id, schema]) =>
      (schema['x-kubernetes-group-version-kind'] ?? []).map(
        ({ group, version, kind }) => [
          `${group ? `${group}/` : ''}${version}/${kind}`,
          { $ref: `kubernetes#/definitions/${id}` },
        ],
      ),
    ),
  );
}

const ROOT_FIELDS = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
  metadata: { type: 'object' },
};

/** The schema as a server reads it: closed where fields are named. */
function closed(schema, isRoot) {
  if (Array.isArray(schema)) return schema.map(each => closed(each, false));
  if (typeof schema !== 'object' || schema === null) return schema;
  const out = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, closedPart(key, value)]),
  );
  if (isMixed(schema)) return { ...out, type: ['integer', 'string'] };
  if (schema.nullable) out.type = [schema.type, 'null'];
  if (isClosed(schema)) out.additionalProperties = false;
  if (isRoot) out.properties = { ...out.properties, ...ROOT_FIELDS };
  return out;
}

/** Not `oneOf` and the like: what they leave out is allowed by the whole. */
const PARTS = new Set(['items', 'additionalProperties']);

function closedPart(key, value) {
  if (PARTS.has(key)) return closed(value, false);
  if (key !== 'properties') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, closed(part, false)]),
  );
}

function isMixed(schema) {
  return (
    schema['x-kubernetes-int-or-string'] || schema.format === 'int-or-string'
  );
}

function isClosed(schema) {
  return (
    schema.properties !== undefined &&
    schema.additionalProperties === undefined &&
    !schema['x-kubernetes-preserve-unknown-fields'] &&
    !schema['x-kubernetes-embedded-resource']
  );
}
