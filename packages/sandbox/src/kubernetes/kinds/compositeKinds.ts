import { readdir, readFile } from 'node:fs/promises';
import { join, resolve, dirname } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { JsonObject } from '../model/json';
import type { Schema } from '../schema/Schema';

const schemaPart = z.custom<Schema>(
  value => typeof value === 'object' && value !== null,
);

const compositeSchema = z.object({
  kind: z.literal('CompositeResourceDefinition'),
  spec: z.object({
    group: z.string(),
    scope: z.enum(['Namespaced', 'Cluster']).default('Namespaced'),
    names: z.looseObject({ kind: z.string(), plural: z.string() }),
    versions: z.array(
      z.looseObject({
        name: z.string(),
        served: z.boolean(),
        referenceable: z.boolean(),
        schema: z.object({ openAPIV3Schema: schemaPart }),
      }),
    ),
  }),
});

/** `platform/xrds` in the root of the repository. */
export function defaultDefinitionsDir(): string {
  const own = require.resolve('@backstage-realtime/sandbox/package.json');
  return resolve(dirname(own), '../../platform/xrds');
}

/**
 * Reads every YAML file of a folder of composite resource definitions, and
 * gives each as the CustomResourceDefinition Crossplane would make of it.
 * Throws when a file holds something else.
 */
export async function readComposites(directory: string): Promise<JsonObject[]> {
  const files = (await readdir(directory)).filter(file =>
    /\.ya?ml$/.test(file),
  );
  const texts = await Promise.all(
    files.sort().map(file => readFile(join(directory, file), 'utf8')),
  );
  return texts.flatMap(text =>
    parseAllDocuments(text).map(document => toDefinition(document.toJS())),
  );
}

/** Crossplane adds its own fields to spec and status, and the conditions. */
export function toDefinition(composite: unknown): JsonObject {
  const { group, names, scope, versions } =
    compositeSchema.parse(composite).spec;
  const spec = {
    group,
    scope,
    names,
    versions: versions.map(
      ({ name, served, referenceable, schema, ...rest }) => ({
        ...rest,
        name,
        served,
        storage: referenceable,
        subresources: { status: {} },
        schema: { openAPIV3Schema: addMachinery(schema.openAPIV3Schema) },
      }),
    ),
  };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${names.plural}.${group}` },
    spec: JSON.parse(JSON.stringify(spec)),
  };
}

const MACHINERY: Schema = {
  type: 'object',
  'x-kubernetes-preserve-unknown-fields': true,
};

const TEXT: Schema = { type: 'string' };

const CONDITIONS: Schema = {
  type: 'array',
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': ['type'],
  items: {
    type: 'object',
    required: ['lastTransitionTime', 'reason', 'status', 'type'],
    properties: {
      type: TEXT,
      status: TEXT,
      reason: TEXT,
      message: TEXT,
      lastTransitionTime: { type: 'string', format: 'date-time' },
      observedGeneration: { type: 'integer', format: 'int64' },
    },
  },
};

function addMachinery(schema: Schema): Schema {
  const add = (part: string, own: Record<string, Schema>): Schema => {
    const existing = schema.properties?.[part] ?? { type: 'object' };
    return { ...existing, properties: { ...existing.properties, ...own } };
  };
  return {
    ...schema,
    properties: {
      ...schema.properties,
      spec: add('spec', { crossplane: MACHINERY }),
      status: add('status', { crossplane: MACHINERY, conditions: CONDITIONS }),
    },
  };
}
