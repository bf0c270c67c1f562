import { z } from 'zod';
import type { JsonObject } from '../model/json';
import type { Kind } from '../model/Kind';
import type { Schema } from '../schema/Schema';
import { withObjectFields } from './metadataSchema';

const namesSchema = z.object({
  kind: z.string(),
  plural: z.string(),
  singular: z.string().optional(),
  listKind: z.string().optional(),
  shortNames: z.array(z.string()).optional(),
  categories: z.array(z.string()).optional(),
});

/** What the schema language means is checked where it is used. */
const structuralSchema = z.custom<Schema>(
  value => typeof value === 'object' && value !== null,
);

const versionSchema = z.object({
  name: z.string(),
  served: z.boolean(),
  storage: z.boolean().optional(),
  schema: z.object({ openAPIV3Schema: structuralSchema }).optional(),
  subresources: z.object({ status: z.unknown().optional() }).optional(),
});

const definitionSchema = z.object({
  spec: z.object({
    group: z.string(),
    scope: z.enum(['Namespaced', 'Cluster']),
    names: namesSchema,
    versions: z.array(versionSchema).min(1),
  }),
});

/** The kinds a CustomResourceDefinition makes the server serve: one a served version. Throws ZodError. */
export function readDefinition(definition: unknown): Kind[] {
  const { group, names, scope, versions } =
    definitionSchema.parse(definition).spec;
  return versions
    .filter(({ served }) => served)
    .map(({ name, schema, subresources }) => ({
      group,
      version: name,
      kind: names.kind,
      plural: names.plural,
      singular: names.singular ?? names.kind.toLowerCase(),
      shortNames: names.shortNames ?? [],
      categories: names.categories ?? [],
      isNamespaced: scope === 'Namespaced',
      hasStatus: subresources?.status !== undefined,
      isCustom: true,
      schema: withObjectFields(schema?.openAPIV3Schema ?? {}),
    }));
}

interface FreeKind {
  group: string;
  version: string;
  kind: string;
  plural: string;
  shortNames?: string[];
  isNamespaced?: boolean;
}

/** A definition that allows every field below `spec` and `status`. */
export function defineFreely(free: FreeKind): JsonObject {
  const { group, version, kind, plural, shortNames = [] } = free;
  const anything = {
    type: 'object',
    'x-kubernetes-preserve-unknown-fields': true,
  };
  const openAPIV3Schema = {
    type: 'object',
    properties: { spec: anything, status: anything },
  };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: (free.isNamespaced ?? true) ? 'Namespaced' : 'Cluster',
      names: {
        kind,
        plural,
        singular: kind.toLowerCase(),
        listKind: `${kind}List`,
        shortNames,
      },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: { openAPIV3Schema },
          subresources: { status: {} },
        },
      ],
    },
  };
}
