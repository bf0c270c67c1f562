import { BAD, GOOD, metric } from './testUtils/useAnalyses';
import type { Seen } from './testUtils/RolloutWorld';
import { useRollouts } from './testUtils/useRollouts';

interface Told extends Record<string, unknown> {
  phase?: string;
  templateStatuses?: {
    name: string;
    podTemplateHash: string;
    availableReplicas: number;
  }[];
  analysisRuns?: { name: string; phase: string; message?: string }[];
}

const BETWEEN = 'vector(0.1)';

describe('a rollout with an experiment', () => {
  const { world } = useRollouts();

  const baseline = { name: 'baseline', specRef: 'stable' };
  const canary = { name: 'canary', specRef: 'canary', replicas: 2 };

  /** The second revision, which comes to its experiment at 25 %. */
  const deploy = async (name: string, own: object = {}) => {
    const experiment = {
      duration: '20s',
      templates: [baseline, canary],
      ...own,
    };
    await world().createStable(name, [
      { setWeight: 25 },
      { experiment },
      { pause: {} },
    ]);
    await world().deploy(name, 'v2');
  };

  /** With an analysis that asks this query three times. */
  const deployJudged = async (
    name: string,
    query: string,
    own: object = {},
  ) => {
    await world().create('analysistemplates', name, {
      args: [{ name: 'side' }],
      metrics: [metric(query)],
    });
    await deploy(name, {
      analyses: [
        {
          name: 'compare',
          templateName: name,
          args: [
            {
              name: 'side',
              value: '{{templates.baseline.podTemplateHash}}',
            },
          ],
        },
      ],
      ...own,
    });
  };

  const atStep = (index: number) => (status: Seen['status']) =>
    status.currentStepIndex === index;

  const experimentsOf = async (name: string) =>
    (await world().list('experiments')).filter(
      ({ metadata }) => metadata.ownerReferences[0].name === name,
    );

  const onlyOf = async (name: string) => {
    const [experiment, ...others] = await experimentsOf(name);
    expect(others).toEqual([]);
    return { ...experiment, status: experiment.status as Told };
  };

  /** Pods that belong to the experiment, by the name of their set. */
  const podsOf = async (name: string) => {
    const pods = await world().list('pods');
    return pods
      .filter(({ metadata }) => !metadata.deletionTimestamp)
      .map(({ metadata }) => metadata.ownerReferences[0].name)
      .filter(
        owner => owner.startsWith(name) && /-(baseline|canary)$/.test(owner),
      )
      .map(owner => owner.split('-').at(-1));
  };

  it('runs pods of both sides beside its own for the time asked, then goes on', async () => {
    await deploy('timed');
    const { currentPodHash } = await world().until('timed', atStep(1));
    await world().pass(4_000);
    const experiment = await onlyOf('timed');
    expect(experiment.metadata.name).toBe(`timed-${currentPodHash}-2-1`);
    expect((await world().status('timed')).canary).toMatchObject({
      currentExperiment: experiment.metadata.name,
    });
    expect(experiment.status.phase).toBe('Running');
    expect((await podsOf('timed')).sort()).toEqual([
      'baseline',
      'canary',
      'canary',
    ]);
    const done = await world().until('timed', atStep(2));
    expect(done.canary).not.toHaveProperty('currentExperiment');
    expect((await onlyOf('timed')).status.phase).toBe('Successful');
    await world().pass(4_000);
    expect(await podsOf('timed')).toEqual([]);
  });

  it('takes the pods of each side from its revision', async () => {
    await deploy('sides');
    await world().until('sides', atStep(1));
    await world().pass(1_000);
    const images = (await world().list('replicasets'))
      .filter(({ metadata }) =>
        /^sides-.+-(baseline|canary)$/.test(metadata.name),
      )
      .map(({ spec }) => JSON.stringify(spec).match(/sides:(v\d)/)?.[1]);
    expect(images.sort()).toEqual(['v1', 'v2']);
  });

  it('judges when all pods are there, by arguments that name them, and passes with a good one', async () => {
    await deployJudged('good', GOOD);
    await world().until('good', atStep(1));
    await world().pass(4_000);
    const [run] = (await world().list('analysisruns')).filter(
      ({ metadata }) => metadata.ownerReferences[0].kind === 'Experiment',
    );
    const { status } = await onlyOf('good');
    const [first] = status.templateStatuses ?? [];
    expect(run.spec.args).toEqual([
      { name: 'side', value: first.podTemplateHash },
    ]);
    await world().until('good', atStep(2));
    expect((await onlyOf('good')).status.analysisRuns).toMatchObject([
      { name: 'compare', phase: 'Successful' },
    ]);
  });

  it('is aborted by one that failed, in the words of its metric, and its pods go', async () => {
    await deployJudged('bad', BAD);
    const { message } = await world().until(
      'bad',
      ({ phase }) => phase === 'Degraded',
    );
    expect(message).toMatch(
      /^RolloutAborted: Rollout aborted update to revision 2: Metric "error-rate" assessed Failed/,
    );
    await world().pass(4_000);
    expect(await podsOf('bad')).toEqual([]);
  });

  it('waits for a person when one is inconclusive, who has it made again', async () => {
    await deployJudged('doubt', BETWEEN);
    const { pauseConditions } = await world().until(
      'doubt',
      ({ phase }) => phase === 'Paused',
    );
    expect(pauseConditions).toMatchObject([
      { reason: 'InconclusiveExperiment' },
    ]);
    await world().patchStatus('doubt', { pauseConditions: null });
    await world().pass(1_000);
    const names = (await experimentsOf('doubt')).map(
      ({ metadata }) => metadata.name,
    );
    expect(names).toHaveLength(2);
    expect(names[1]).toBe(`${names[0]}.1`);
  });

  it('without a duration lasts as long as the analysis it requires', async () => {
    const name = 'required';
    await deployJudged(name, GOOD, {
      duration: undefined,
      analyses: [
        { name: 'compare', templateName: name, requiredForCompletion: true },
      ],
    });
    await world().until(name, atStep(2));
    expect((await onlyOf(name)).status.analysisRuns).toMatchObject([
      { phase: 'Successful' },
    ]);
  });

  it('ends it with the abort of the rollout, and forgets it with the rollout', async () => {
    await deploy('stopped');
    await world().until('stopped', atStep(1));
    await world().pass(4_000);
    await world().patchStatus('stopped', { abort: true });
    await world().pass(4_000);
    expect((await onlyOf('stopped')).status.phase).toBe('Successful');
    expect(await podsOf('stopped')).toEqual([]);
    await world().remove('rollouts', 'stopped');
    await world().pass(4_000);
    expect(await experimentsOf('stopped')).toEqual([]);
    const left = await world().list('replicasets');
    expect(
      left.filter(({ metadata }) => /^stopped-/.test(metadata.name)),
    ).toEqual([]);
  });

  it('is invalid when a template of its analysis is not there', async () => {
    await deploy('lost', {
      analyses: [{ name: 'compare', templateName: 'nowhere' }],
    });
    const { message } = await world().until(
      'lost',
      ({ phase }) => phase === 'Degraded',
    );
    expect(message).toContain(
      'steps[1].experiment.analyses[0].templates: Invalid value: "nowhere": AnalysisTemplate \'nowhere\' not found',
    );
  });
});
