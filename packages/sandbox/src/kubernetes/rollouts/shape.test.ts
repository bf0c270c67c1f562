import { useRollouts } from './testUtils/useRollouts';

/** Fields a real controller writes; what reads rollouts goes by them. */
const ROLLOUT_STATUS = [
  'HPAReplicas',
  'availableReplicas',
  'blueGreen',
  'canary',
  'conditions',
  'controllerPause',
  'currentPodHash',
  'currentStepHash',
  'currentStepIndex',
  'message',
  'observedGeneration',
  'pauseConditions',
  'phase',
  'readyReplicas',
  'replicas',
  'selector',
  'stableRS',
  'updatedReplicas',
];
const CONDITION = [
  'lastTransitionTime',
  'lastUpdateTime',
  'message',
  'reason',
  'status',
  'type',
];
const RUN_STATUS = [
  'completedAt',
  'dryRunSummary',
  'message',
  'metricResults',
  'phase',
  'runSummary',
  'startedAt',
];
const METRIC_RESULT = [
  'count',
  'failed',
  'measurements',
  'metadata',
  'name',
  'phase',
];
const MEASUREMENT = ['finishedAt', 'phase', 'startedAt', 'value'];

const keysOf = (value: unknown) => Object.keys(value as object).sort();

describe('objects of rollouts have the fields of a real cluster', () => {
  jest.setTimeout(60_000);
  const { world } = useRollouts();

  it('while a rollout is paused', async () => {
    await world().createStable('paused', [{ setWeight: 25 }, { pause: {} }]);
    await world().deploy('paused', 'v2');
    const status = await world().until(
      'paused',
      ({ phase }) => phase === 'Paused',
    );
    expect(keysOf(status)).toEqual(ROLLOUT_STATUS);
    const conditions = status.conditions as { type: string }[];
    expect(conditions.map(({ type }) => type).sort()).toEqual([
      'Available',
      'Completed',
      'Healthy',
      'Paused',
      'Progressing',
    ]);
    conditions.forEach(each => expect(keysOf(each)).toEqual(CONDITION));
    const [set] = await world().list('replicasets');
    expect(keysOf(set.metadata.annotations)).toEqual([
      'rollout.argoproj.io/desired-replicas',
      'rollout.argoproj.io/revision',
    ]);
    expect(keysOf(set.status)).toEqual([
      'availableReplicas',
      'fullyLabeledReplicas',
      'observedGeneration',
      'readyReplicas',
      'replicas',
    ]);
    const [pod] = await world().list('pods');
    expect(pod.metadata.name).toMatch(/^paused-\w+-[a-z0-9]{5}$/);
    expect(pod.metadata.ownerReferences).toMatchObject([
      { kind: 'ReplicaSet', controller: true },
    ]);
  });

  it('after an analysis has aborted one', async () => {
    const metrics = [
      {
        name: 'error-rate',
        failureCondition: 'result[0] >= 0.2',
        provider: { prometheus: { query: 'vector(0.5)' } },
      },
    ];
    await world().create('analysistemplates', 'failing', { metrics });
    const analysis = { templates: [{ templateName: 'failing' }] };
    await world().createStable('failing', [{ setWeight: 25 }, { analysis }]);
    await world().deploy('failing', 'v2');
    const status = await world().until(
      'failing',
      ({ phase }) => phase === 'Degraded',
    );
    expect(keysOf(status)).toEqual(
      expect.arrayContaining(['abort', 'abortedAt', 'message']),
    );
    expect(status.canary).toEqual({});
    const [run] = await world().list('analysisruns');
    expect(keysOf(run.status)).toEqual(RUN_STATUS);
    const [result] = run.status.metricResults as { measurements: object[] }[];
    expect(keysOf(result)).toEqual(METRIC_RESULT);
    expect(keysOf(result.measurements[0])).toEqual(MEASUREMENT);
    expect(run.status.runSummary).toEqual({ count: 1, failed: 1 });
  });
});
