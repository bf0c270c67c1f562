import type { JsonObject } from '../model/json';
import { FREE, type Schema } from '../schema/Schema';

const TEXT: Schema = { type: 'string' };
const NUMBER: Schema = { type: 'integer' };
const FLAG: Schema = { type: 'boolean' };
const AMOUNT: Schema = { 'x-kubernetes-int-or-string': true };

const object = (
  properties: Record<string, Schema>,
  required?: string[],
): Schema => ({ type: 'object', properties, ...(required && { required }) });

const list = (items: Schema): Schema => ({ type: 'array', items });

const ARGUMENTS = list(
  object({ name: TEXT, value: TEXT, valueFrom: FREE }, ['name']),
);

const TEMPLATES = list(object({ templateName: TEXT, clusterScope: FLAG }));

const ANALYSIS = object({
  templates: TEMPLATES,
  args: ARGUMENTS,
  dryRun: list(FREE),
  measurementRetention: list(FREE),
  analysisRunMetadata: FREE,
  startingStep: NUMBER,
});

/** Exactly one field is set; which is checked by the controller. */
const STEP = object({
  setWeight: { ...NUMBER, minimum: 0 },
  pause: object({ duration: AMOUNT }),
  analysis: ANALYSIS,
  experiment: FREE,
  setCanaryScale: FREE,
  setHeaderRoute: FREE,
  setMirrorRoute: FREE,
  plugin: FREE,
});

const CANARY = object({
  steps: list(STEP),
  analysis: ANALYSIS,
  canaryService: TEXT,
  stableService: TEXT,
  trafficRouting: FREE,
  maxSurge: AMOUNT,
  maxUnavailable: AMOUNT,
  canaryMetadata: FREE,
  stableMetadata: FREE,
  antiAffinity: FREE,
  pingPong: FREE,
  dynamicStableScale: FLAG,
  abortScaleDownDelaySeconds: NUMBER,
  scaleDownDelaySeconds: NUMBER,
  scaleDownDelayRevisionLimit: NUMBER,
  minPodsPerReplicaSet: NUMBER,
  replicaProgressThreshold: FREE,
});

const ROLLOUT_SPEC = object({
  replicas: NUMBER,
  selector: FREE,
  template: FREE,
  workloadRef: object({
    apiVersion: TEXT,
    kind: TEXT,
    name: TEXT,
    scaleDown: TEXT,
  }),
  minReadySeconds: NUMBER,
  revisionHistoryLimit: NUMBER,
  paused: FLAG,
  progressDeadlineSeconds: NUMBER,
  progressDeadlineAbort: FLAG,
  restartAt: TEXT,
  rollbackWindow: object({ revisions: NUMBER }),
  analysis: object({
    successfulRunHistoryLimit: NUMBER,
    unsuccessfulRunHistoryLimit: NUMBER,
  }),
  strategy: object({ canary: CANARY, blueGreen: FREE }),
});

const METRIC = object(
  {
    name: TEXT,
    provider: FREE,
    interval: TEXT,
    initialDelay: TEXT,
    count: AMOUNT,
    successCondition: TEXT,
    failureCondition: TEXT,
    failureLimit: AMOUNT,
    inconclusiveLimit: AMOUNT,
    consecutiveErrorLimit: AMOUNT,
    consecutiveSuccessLimit: AMOUNT,
  },
  ['name', 'provider'],
);

const MEASURED = {
  args: ARGUMENTS,
  metrics: list(METRIC),
  dryRun: list(object({ metricName: TEXT })),
  measurementRetention: list(FREE),
};

const TEMPLATE_SPEC = object({ ...MEASURED, templates: TEMPLATES });

const RUN_SPEC = object({ ...MEASURED, terminate: FLAG, ttlStrategy: FREE }, [
  'metrics',
]);

interface Definition {
  kind: string;
  plural: string;
  shortNames: string[];
  scope?: 'Cluster';
  properties: Record<string, Schema>;
  /** A status that only `/status` may write. */
  hasStatus?: true;
}

function define(definition: Definition): JsonObject {
  const { kind, plural, properties, hasStatus, scope, shortNames } = definition;
  const version = {
    name: 'v1alpha1',
    served: true,
    storage: true,
    schema: { openAPIV3Schema: object(properties, ['spec']) },
    ...(hasStatus && { subresources: { status: {} } }),
  };
  const names = {
    kind,
    plural,
    singular: kind.toLowerCase(),
    listKind: `${kind}List`,
    shortNames,
  };
  return JSON.parse(
    JSON.stringify({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${plural}.argoproj.io` },
      spec: {
        group: 'argoproj.io',
        scope: scope ?? 'Namespaced',
        names,
        versions: [version],
      },
    }),
  );
}

/** Canary rollouts and what judges them. A run writes its status like any field. */
export const ROLLOUT_KINDS: readonly JsonObject[] = [
  define({
    kind: 'Rollout',
    plural: 'rollouts',
    shortNames: ['ro'],
    hasStatus: true,
    properties: { spec: ROLLOUT_SPEC, status: FREE },
  }),
  define({
    kind: 'AnalysisRun',
    plural: 'analysisruns',
    shortNames: ['ar'],
    properties: { spec: RUN_SPEC, status: FREE },
  }),
  define({
    kind: 'AnalysisTemplate',
    plural: 'analysistemplates',
    shortNames: ['at'],
    properties: { spec: TEMPLATE_SPEC },
  }),
  define({
    kind: 'ClusterAnalysisTemplate',
    plural: 'clusteranalysistemplates',
    shortNames: ['cat'],
    scope: 'Cluster',
    properties: { spec: TEMPLATE_SPEC },
  }),
  define({
    kind: 'Experiment',
    plural: 'experiments',
    shortNames: ['exp'],
    hasStatus: true,
    properties: { spec: FREE, status: FREE },
  }),
];
