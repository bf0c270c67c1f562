import type { JsonObject } from '../model/json';

export const GROUP = 'contract.example.org';
export const API_VERSION = `${GROUP}/v1`;

const text = { type: 'string' };

const spec = {
  type: 'object',
  required: ['name'],
  'x-kubernetes-validations': [
    {
      rule: "!has(self.encoding) || self.encoding != 'avro' || (has(self.topics) && size(self.topics) > 0)",
      message: 'Avro needs a topic',
    },
  ],
  properties: {
    name: { ...text, minLength: 1, maxLength: 20, pattern: '^[a-z0-9-]+$' },
    websocket: { type: 'boolean', default: false },
    replicas: { type: 'integer', minimum: 1, maximum: 5 },
    encoding: { ...text, enum: ['json', 'avro'] },
    topics: {
      type: 'array',
      items: text,
      maxItems: 3,
      'x-kubernetes-list-type': 'set',
    },
    steps: {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
      items: {
        type: 'object',
        required: ['name'],
        properties: { name: text, weight: { type: 'integer' } },
      },
    },
    environment: {
      type: 'object',
      maxProperties: 10,
      additionalProperties: { ...text, maxLength: 100 },
      'x-kubernetes-validations': [
        {
          rule: "self.all(key, key.matches('^[A-Z]+$'))",
          message: 'names are upper case letters',
        },
      ],
    },
    extra: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
  },
};

const status = {
  type: 'object',
  properties: {
    phase: text,
    conditions: {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['type'],
      items: {
        type: 'object',
        required: ['type', 'status'],
        properties: { type: text, status: text, message: text },
      },
    },
  },
};

/** A kind with everything that merging and checking tell apart. */
export const PIPELINES: JsonObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `pipelines.${GROUP}` },
  spec: {
    group: GROUP,
    scope: 'Namespaced',
    names: {
      kind: 'Pipeline',
      listKind: 'PipelineList',
      plural: 'pipelines',
      singular: 'pipeline',
      shortNames: ['pl'],
    },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: { type: 'object', properties: { spec, status } },
        },
      },
    ],
  },
};

/** A pipeline that is right; `own` goes into its spec. */
export function aPipeline(name: string, own: JsonObject = {}): JsonObject {
  return {
    apiVersion: API_VERSION,
    kind: 'Pipeline',
    metadata: { name },
    spec: { name, ...own },
  };
}
