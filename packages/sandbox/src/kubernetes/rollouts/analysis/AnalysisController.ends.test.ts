import {
  BAD,
  GOOD,
  isRunning,
  metric,
  resultsOf,
  useAnalyses,
} from '../testUtils/useAnalyses';

describe('the runs of an analysis', () => {
  jest.setTimeout(60_000);
  const { world, deployJudged, end, runsOf } = useAnalyses();

  it('ends as terminated, and well, when a person aborts the rollout', async () => {
    await deployJudged('stopped', [metric(GOOD, { count: 50 })]);
    await world().until('stopped', isRunning);
    await world().patchStatus('stopped', { abort: true });
    await world().until('stopped', ({ phase }) => phase === 'Degraded');
    const [run] = await runsOf('stopped');
    expect(run.status).toMatchObject({
      phase: 'Successful',
      message: 'Run Terminated',
      completedAt: expect.any(String),
    });
    expect((await world().status('stopped')).message).toBe(
      'RolloutAborted: Rollout aborted update to revision 2',
    );
  });

  it('ends when a person skips its step, and the rollout goes on', async () => {
    await deployJudged('skipped', [metric(GOOD, { count: 50 })]);
    await world().until('skipped', isRunning);
    await world().patchStatus('skipped', {
      pauseConditions: null,
      currentStepIndex: 2,
    });
    expect((await end('skipped')).phase).toBe('Healthy');
    const [run] = await runsOf('skipped');
    expect(run.status.message).toBe('Run Terminated');
  });

  it('keeps the last ten measurements', async () => {
    await deployJudged('long', [metric(GOOD, { count: 14 })]);
    await end('long');
    const [run] = await runsOf('long');
    expect(resultsOf(run)[0].count).toBe(14);
    expect(resultsOf(run)[0].measurements).toHaveLength(10);
  });

  it('may run beside the steps, and abort them at any time', async () => {
    const failing = metric(BAD, { failureLimit: 2, count: undefined });
    await world().create('analysistemplates', 'beside', { metrics: [failing] });
    const analysis = { templates: [{ templateName: 'beside' }] };
    const steps = [{ setWeight: 25 }, { pause: {} }];
    await world().createStable('beside', steps, {}, { analysis });
    await world().deploy('beside', 'v2');
    const status = await world().until(
      'beside',
      ({ phase }) => phase === 'Degraded',
    );
    expect(status.message).toContain(
      'Background analysis phase error/failed: Metric "error-rate" assessed Failed due to failed (3) > failureLimit (2)',
    );
    const [run] = await runsOf('beside');
    expect(run.metadata.name).toMatch(/^beside-\w+-2$/);
    expect(run.metadata.labels['rollout-type']).toBe('Background');
  });

  it('is named where its template is not there, until it is', async () => {
    const analysis = { templates: [{ templateName: 'later' }] };
    await world().createStable('early', [{ setWeight: 25 }, { analysis }]);
    expect((await world().status('early')).message).toContain(
      'spec.strategy.canary.steps[1].analysis.templates: Invalid value: "later": AnalysisTemplate \'later\' not found',
    );
    await world().create('analysistemplates', 'later', {
      metrics: [metric(GOOD)],
    });
    await world().until('early', ({ phase }) => phase === 'Healthy');
  });
});
