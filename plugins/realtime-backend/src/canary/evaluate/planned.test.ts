import {
  known,
  missing,
  type RolloutState,
} from '@backstage-realtime/plugin-realtime-common';
import { anAnalysisRun, aRollout, at, T0 } from '../testUtils/builders';
import { parseObjects } from '../testUtils/parseObjects';
import { tell } from '../testUtils/tell';
import { evaluateRollout } from './evaluateRollout';

const aTemplate = (name: string, spec: object, kind = 'AnalysisTemplate') => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'demo' },
  spec,
});

const CPU = {
  name: 'cpu-usage-rate',
  count: 5,
  interval: '30s',
  failureLimit: 2,
  successCondition: 'result[0] < {{args.limit}}',
  provider: { prometheus: { query: 'up', address: 'http://10.0.0.1' } },
};

const PAUSED = {
  phase: 'Paused',
  currentStepIndex: 1,
  pauseConditions: [{ reason: 'CanaryPauseStep', startTime: at(60) }],
};

const plannedOf = (...items: Parameters<typeof tell>[0]) =>
  tell(items).state.planned ?? [];

describe('an analysis that has not begun', () => {
  it('is listed with its metrics, conditions and limits, and when it begins', () => {
    const metrics = [CPU, { ...CPU, name: 'latency', failureLimit: 0 }];
    const template = aTemplate('cpu', {
      metrics,
      args: [{ name: 'limit', value: '0.5' }, { name: 'hash' }],
      dryRun: [{ metricName: 'latency' }],
    });
    const [next, ...others] = plannedOf(aRollout(PAUSED), template);
    expect(others).toEqual([]);
    expect(next).toMatchObject({
      kind: 'step',
      stepIndex: 2,
      startsAtMs: T0 + 120_000,
      names: ['cpu'],
      metrics: {
        value: [
          {
            name: 'cpu-usage-rate',
            phase: 'pending',
            successCondition: 'result[0] < 0.5',
            limit: { operator: '<', value: 0.5 },
            of: 5,
            intervalMs: 30_000,
            left: { failed: 2, error: 4 },
            measurements: [],
            isDryRun: false,
          },
          { name: 'latency', left: { failed: 0 }, isDryRun: true },
        ],
      },
    });
    expect(JSON.stringify(next)).not.toContain('10.0.0.1');
  });

  it('takes arguments from the rollout before those of templates, which may be made of others', () => {
    const rollout = aRollout(PAUSED, {
      strategy: {
        canary: {
          steps: [
            { setWeight: 25 },
            { pause: {} },
            {
              analysis: {
                templates: [{ templateName: 'all', clusterScope: true }],
                args: [{ name: 'limit', value: '0.7' }],
              },
            },
          ],
        },
      },
    });
    const [next] = plannedOf(
      rollout,
      aTemplate(
        'all',
        { templates: [{ templateName: 'cpu' }, { templateName: 'cpu' }] },
        'ClusterAnalysisTemplate',
      ),
      aTemplate('cpu', {
        metrics: [CPU],
        args: [{ name: 'limit', value: '0.5' }],
        templates: [{ templateName: 'cpu' }],
      }),
    );
    expect(next).toMatchObject({
      startsAtMs: undefined,
      metrics: { value: [{ limit: { value: 0.7 } }] },
    });
  });

  it('in the background is listed until its run is there', () => {
    const spec = {
      strategy: {
        canary: {
          steps: [{ setWeight: 25 }, { pause: {} }, { setWeight: 50 }],
          analysis: { startingStep: 2, templates: [{ templateName: 'cpu' }] },
        },
      },
    };
    const template = aTemplate('cpu', { metrics: [CPU] });
    const rollout = aRollout(PAUSED, spec);
    expect(plannedOf(rollout, template)).toMatchObject([
      { kind: 'background', stepIndex: 2, metrics: { known: true } },
    ]);
    const labels = { 'rollout-type': 'Background' };
    const run = anAnalysisRun({ phase: 'Running' }, {}, {}, { labels });
    expect(plannedOf(rollout, template, run)).toEqual([]);
  });

  it.each<[string, object]>([
    ['after an abort', { abort: true, phase: 'Degraded' }],
    ['when everything is promoted', { promoteFull: true }],
    ['without an update', { stableRS: '9c1a77d0f2' }],
    ['behind the last one', { currentStepIndex: 6 }],
  ])('is not ahead %s', (_when, status) => {
    const template = aTemplate('cpu', { metrics: [CPU] });
    expect(plannedOf(aRollout({ ...PAUSED, ...status }), template)).toEqual([]);
  });

  it('says which template is not there, or why none can be read', () => {
    expect(plannedOf(aRollout(PAUSED))[0].metrics).toEqual(
      missing('not-found', { detail: 'demo has no AnalysisTemplate cpu' }),
    );
    const objects = parseObjects([aRollout(PAUSED)]);
    const denied = missing('no-permission');
    const ofCluster = known(new Map());
    const states: RolloutState['planned'][] = [
      { ...objects, templates: { ofNamespace: denied, ofCluster } },
      { ...objects, templates: undefined },
    ].map(each => evaluateRollout(each, T0).planned);
    expect(states.map(planned => planned?.[0].metrics)).toEqual([
      denied,
      missing('learning'),
    ]);
  });
});

describe('an analysis of an experiment that has not begun', () => {
  const analyses = [
    {
      name: 'compare',
      templateName: 'cpu',
      args: [
        { name: 'limit', value: '0.7' },
        { name: 'hash', value: '{{templates.baseline.podTemplateHash}}' },
      ],
    },
  ];
  const steps = [
    { setWeight: 25 },
    { pause: { duration: '60s' } },
    { experiment: { templates: [{ name: 'baseline' }], analyses } },
    { analysis: { templates: [{ templateName: 'later' }] } },
  ];
  const template = aTemplate('cpu', { metrics: [CPU] });

  it('is listed before that of a later step, with the values of its arguments', () => {
    const planned = plannedOf(
      aRollout(PAUSED, { strategy: { canary: { steps } } }),
      template,
    );
    expect(planned).toMatchObject([
      {
        kind: 'experiment',
        stepIndex: 2,
        startsAtMs: T0 + 120_000,
        names: ['cpu'],
        metrics: { value: [{ successCondition: 'result[0] < 0.7' }] },
      },
    ]);
  });
});

describe('an analysis of an experiment', () => {
  const steps = [{ setWeight: 25 }, { experiment: { templates: [] } }];
  const spec = { strategy: { canary: { steps } } };
  const ownedBy = (name: string) =>
    anAnalysisRun(
      { phase: 'Running' },
      { phase: 'Running' },
      {},
      {
        name: `${name}-latency`,
        labels: { 'rollouts-pod-template-hash': undefined },
        ownerReferences: [{ kind: 'Experiment', name, controller: true }],
      },
    );
  const status = {
    phase: 'Progressing',
    currentStepIndex: 1,
    canary: { currentExperiment: 'pingpong-counter-9c1a77d0f2-8-1' },
  };

  it('belongs to the step of the experiment, and to the rollout', () => {
    const { state } = tell([
      aRollout(status, spec),
      ownedBy('pingpong-counter-9c1a77d0f2-8-1'),
    ]);
    expect(state.analysis).toMatchObject([
      {
        name: 'pingpong-counter-9c1a77d0f2-8-1-latency',
        kind: 'experiment',
        stepIndex: 1,
        metrics: [{ name: 'cpu-usage-rate' }],
      },
    ]);
    expect(state.steps[1]).toMatchObject({ state: 'now', outcome: 'running' });
  });

  it('belongs to its step, too, when the experiment was made again', () => {
    const { state } = tell([
      aRollout({ ...status, currentStepIndex: 2, canary: {} }, spec),
      ownedBy('pingpong-counter-9c1a77d0f2-8-1.1'),
    ]);
    expect(state.analysis).toMatchObject([
      { kind: 'experiment', stepIndex: 1 },
    ]);
  });

  it('stays when the experiment is over, and one of another rollout or revision is not shown', () => {
    const { state } = tell([
      aRollout({ ...status, currentStepIndex: 2, canary: {} }, spec),
      ownedBy('pingpong-counter-9c1a77d0f2-8-1'),
      ownedBy('pingpong-counter-5d4f8b6c77-7-1'),
      ownedBy('pingpong-9c1a77d0f2-8-1'),
    ]);
    expect(state.analysis.map(({ name }) => name)).toEqual([
      'pingpong-counter-9c1a77d0f2-8-1-latency',
    ]);
    expect(state.steps[1].outcome).toBe('running');
  });
});
