import { TEXT_MAP, type Schema } from '../schema/Schema';

const TEXT: Schema = { type: 'string' };
const FREE_LIST: Schema = { type: 'array' };

/** Of every object, whatever its kind. */
export const METADATA: Schema = {
  type: 'object',
  properties: {
    name: TEXT,
    generateName: TEXT,
    namespace: TEXT,
    selfLink: TEXT,
    uid: TEXT,
    resourceVersion: TEXT,
    generation: { type: 'integer' },
    creationTimestamp: { type: 'string', nullable: true },
    deletionTimestamp: { type: 'string', nullable: true },
    deletionGracePeriodSeconds: { type: 'integer' },
    labels: TEXT_MAP,
    annotations: TEXT_MAP,
    finalizers: {
      type: 'array',
      items: TEXT,
      'x-kubernetes-list-type': 'set',
    },
    ownerReferences: {
      type: 'array',
      items: {
        type: 'object',
        'x-kubernetes-map-type': 'atomic',
        'x-kubernetes-preserve-unknown-fields': true,
      },
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['uid'],
    },
    managedFields: FREE_LIST,
  },
};

/** A kind's own schema with what every object has. */
export function withObjectFields(schema: Schema): Schema {
  return {
    ...schema,
    type: 'object',
    properties: {
      ...schema.properties,
      apiVersion: TEXT,
      kind: TEXT,
      metadata: METADATA,
    },
  };
}
