import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';

/** Moment the builders count from. */
export const T0 = Date.parse('2026-11-21T14:00:00Z');

/** RFC 3339 of a moment `seconds` after {@link T0}. */
export const at = (seconds: number): string =>
  new Date(T0 + seconds * 1_000).toISOString();

export const STABLE = '5d4f8b6c77';
export const CANARY = '9c1a77d0f2';
const UID = 'uid-of-pingpong-counter';

/** Four replicas, 25 and 50 % with a pause and an analysis after each. */
export const STEPS = [
  { setWeight: 25 },
  { pause: { duration: '60s' } },
  { analysis: { templates: [{ templateName: 'cpu' }] } },
  { setWeight: 50 },
  { pause: {} },
  { analysis: { templates: [{ templateName: 'cpu' }] } },
];

type Change = Record<string, unknown>;

/** A rollout from revision 7 to 8 whose status is `status`; undefined for none at all. */
export function aRollout(
  status: Change | undefined = {},
  spec: Change = {},
  metadata: Change = {},
): KubernetesObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: {
      name: 'pingpong-counter',
      namespace: 'demo',
      uid: UID,
      generation: 41,
      resourceVersion: '1',
      annotations: { 'rollout.argoproj.io/revision': '8' },
      ...metadata,
    },
    spec: { replicas: 4, strategy: { canary: { steps: STEPS } }, ...spec },
    ...(status && {
      status: {
        observedGeneration: '41',
        currentPodHash: CANARY,
        stableRS: STABLE,
        ...status,
      },
    }),
  };
}

/** Its ReplicaSet of a hash, all pods of which are ready unless `status` says otherwise. */
export function aReplicaSet(
  podHash: string,
  replicas: number,
  status: Change = {},
): KubernetesObject {
  const counts = {
    replicas,
    readyReplicas: replicas,
    availableReplicas: replicas,
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      ...owned(
        `pingpong-counter-${podHash}`,
        podHash,
        'Rollout',
        'pingpong-counter',
      ),
      creationTimestamp: at(podHash === STABLE ? -600 : 0),
      annotations: {
        'rollout.argoproj.io/revision': podHash === STABLE ? '7' : '8',
      },
    },
    spec: {
      replicas,
      template: {
        spec: {
          containers: [{ image: `registry.example.org/counter:${podHash}` }],
        },
      },
    },
    status: { ...counts, ...status },
  };
}

/** A pod of a hash. */
export function aPod(
  name: string,
  podHash: string,
  status: Change = {},
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: owned(name, podHash, 'ReplicaSet', `pingpong-counter-${podHash}`),
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True' }],
      ...status,
    },
  };
}

/** A run of the canary's step 3 with one metric, of which `result` is known. */
export function anAnalysisRun(
  status: Change,
  result: Change = {},
  metric: Change = {},
  metadata: { labels?: Change; [field: string]: unknown } = {},
): KubernetesObject {
  const name = 'cpu-usage-rate';
  const { labels, ...more } = metadata;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisRun',
    metadata: {
      ...owned('pingpong-counter-8-2', CANARY, 'Rollout', 'pingpong-counter', {
        'rollout-type': 'Step',
        'step-index': '2',
        ...labels,
      }),
      ...more,
    },
    spec: {
      metrics: [
        {
          name,
          provider: { prometheus: { query: 'up' } },
          count: 5,
          interval: '30s',
          failureLimit: 2,
          successCondition: 'result[0] < 0.5',
          ...metric,
        },
      ],
    },
    status: {
      startedAt: at(60),
      ...status,
      metricResults: [{ name, ...result }],
    },
  };
}

/** Measurements half a minute apart with these phases and values, as the controller writes them. */
export function measurements(
  ...ended: Array<[phase: string, value?: string, message?: string]>
): Change[] {
  return ended.map(([phase, value, message], i) => ({
    phase,
    value,
    message,
    startedAt: at(60 + 30 * i),
    finishedAt: at(60 + 30 * i),
  }));
}

function owned(
  name: string,
  podHash: string,
  kind: string,
  owner: string,
  labels: Change = {},
): KubernetesObject['metadata'] {
  return {
    name,
    namespace: 'demo',
    creationTimestamp: at(0),
    labels: { 'rollouts-pod-template-hash': podHash, ...labels } as Record<
      string,
      string
    >,
    ownerReferences: [
      {
        kind,
        name: owner,
        controller: true,
        uid: kind === 'Rollout' ? UID : undefined,
      },
    ],
  };
}
