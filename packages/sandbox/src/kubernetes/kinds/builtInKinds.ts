import type { Kind } from '../model/Kind';
import { FREE, TEXT_MAP, type Schema } from '../schema/Schema';
import { withObjectFields } from './metadataSchema';

const TEXT: Schema = { type: 'string' };

/** Of the core kinds only what merging and strict decoding need. */
function core(
  kind: string,
  properties: Record<string, Schema>,
  rest: Partial<Kind> = {},
): Kind {
  const singular = kind.toLowerCase();
  return {
    group: '',
    version: 'v1',
    kind,
    plural: `${singular}s`,
    singular,
    shortNames: [],
    categories: [],
    isNamespaced: true,
    hasStatus: false,
    isCustom: false,
    schema: withObjectFields({ type: 'object', properties }),
    ...rest,
  };
}

const CONTAINERS: Schema = {
  type: 'array',
  items: FREE,
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': ['name'],
};

const POD_SPEC: Schema = { ...FREE, properties: { containers: CONTAINERS } };

/** Of everything that makes pods from a template. */
const WORKLOAD_SPEC: Schema = {
  ...FREE,
  properties: { template: { ...FREE, properties: { spec: POD_SPEC } } },
};

const SERVICE_SPEC: Schema = {
  ...FREE,
  properties: {
    selector: { ...TEXT_MAP, 'x-kubernetes-map-type': 'atomic' },
    ports: {
      type: 'array',
      items: { ...FREE, properties: { protocol: { ...TEXT, default: 'TCP' } } },
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['port', 'protocol'],
    },
  },
};

export const NAMESPACE = core(
  'Namespace',
  { spec: FREE, status: FREE },
  { isNamespaced: false, hasStatus: true, shortNames: ['ns'] },
);

export const SECRET = core('Secret', {
  type: TEXT,
  data: TEXT_MAP,
  stringData: TEXT_MAP,
  immutable: { type: 'boolean' },
});

export const EVENT = core(
  'Event',
  {
    ...Object.fromEntries(
      [
        'reason',
        'message',
        'type',
        'firstTimestamp',
        'lastTimestamp',
        'eventTime',
        'action',
        'reportingComponent',
        'reportingInstance',
      ].map(field => [field, TEXT]),
    ),
    count: { type: 'integer' },
    involvedObject: { ...FREE, 'x-kubernetes-map-type': 'atomic' },
    related: { ...FREE, 'x-kubernetes-map-type': 'atomic' },
    source: FREE,
    series: FREE,
  },
  { shortNames: ['ev'] },
);

export const REPLICA_SET = core(
  'ReplicaSet',
  { spec: WORKLOAD_SPEC, status: FREE },
  { group: 'apps', hasStatus: true, shortNames: ['rs'] },
);

export const POD = core(
  'Pod',
  { spec: POD_SPEC, status: FREE },
  { hasStatus: true, shortNames: ['po'] },
);

/** What defines further kinds: creating one makes the server serve them. */
export const CUSTOM_RESOURCE_DEFINITION = core(
  'CustomResourceDefinition',
  { spec: FREE, status: FREE },
  {
    group: 'apiextensions.k8s.io',
    isNamespaced: false,
    hasStatus: true,
    shortNames: ['crd', 'crds'],
  },
);

export const BUILT_IN_KINDS: readonly Kind[] = [
  NAMESPACE,
  core(
    'ConfigMap',
    { data: TEXT_MAP, binaryData: TEXT_MAP, immutable: { type: 'boolean' } },
    { shortNames: ['cm'] },
  ),
  SECRET,
  core(
    'Service',
    { spec: SERVICE_SPEC, status: FREE },
    { hasStatus: true, shortNames: ['svc'] },
  ),
  EVENT,
  core(
    'Deployment',
    { spec: WORKLOAD_SPEC, status: FREE },
    { group: 'apps', hasStatus: true, shortNames: ['deploy'] },
  ),
  REPLICA_SET,
  core(
    'StatefulSet',
    { spec: WORKLOAD_SPEC, status: FREE },
    { group: 'apps', hasStatus: true, shortNames: ['sts'] },
  ),
  POD,
  core('ServiceAccount', { automountServiceAccountToken: { type: 'boolean' } }),
  core(
    'PodDisruptionBudget',
    { spec: FREE, status: FREE },
    { group: 'policy', hasStatus: true, shortNames: ['pdb'] },
  ),
  core(
    'NetworkPolicy',
    { spec: FREE },
    {
      group: 'networking.k8s.io',
      plural: 'networkpolicies',
      shortNames: ['netpol'],
    },
  ),
  CUSTOM_RESOURCE_DEFINITION,
];
