import {
  BAD,
  GOOD,
  metric,
  resultsOf,
  useAnalyses,
} from '../testUtils/useAnalyses';

describe('an analysis between two steps', () => {
  jest.setTimeout(60_000);
  const { world, prometheus, deployJudged, end, runsOf, untilMeasured } =
    useAnalyses();

  it('lets a canary pass that measures well, as often as asked', async () => {
    await deployJudged('good', [metric(GOOD)]);
    const { phase } = await end('good');
    expect(phase).toBe('Healthy');
    const [run] = await runsOf('good');
    expect(run.metadata.name).toMatch(/^good-\w+-2-1$/);
    expect(run.metadata.labels).toMatchObject({
      app: 'good',
      'rollout-type': 'Step',
      'step-index': '1',
    });
    expect(run.status).toMatchObject({
      phase: 'Successful',
      runSummary: { count: 1, successful: 1 },
      dryRunSummary: {},
    });
    expect(resultsOf(run)[0]).toMatchObject({
      phase: 'Successful',
      count: 3,
      successful: 3,
      consecutiveSuccess: 3,
      metadata: { ResolvedPrometheusQuery: GOOD },
    });
    expect(resultsOf(run)[0].measurements.map(({ value }) => value)).toEqual([
      '[0.01]',
      '[0.01]',
      '[0.01]',
    ]);
  });

  it('aborts at the first failure beyond the limit, and ends the other metrics', async () => {
    const other = metric(GOOD, { name: 'throughput', count: 9 });
    await deployJudged('bad', [metric(BAD), other]);
    const status = await end('bad');
    expect(status).toMatchObject({
      abort: true,
      currentStepIndex: 0,
      message:
        'RolloutAborted: Rollout aborted update to revision 2: Step-based analysis phase error/failed: Metric "error-rate" assessed Failed due to failed (1) > failureLimit (0)',
    });
    const [run] = await runsOf('bad');
    expect(run.status.phase).toBe('Failed');
    expect(resultsOf(run).map(({ name, phase }) => [name, phase])).toEqual(
      expect.arrayContaining([
        ['error-rate', 'Failed'],
        ['throughput', 'Successful'],
      ]),
    );
  });

  it('measures again in a new run when an abort is retried', async () => {
    await world().patchStatus('bad', { abort: false });
    await world().until('bad', ({ phase }) => phase !== 'Degraded');
    await end('bad');
    const names = (await runsOf('bad')).map(({ metadata }) => metadata.name);
    expect(names).toEqual([
      expect.stringMatching(/-2-1$/),
      expect.stringMatching(/-2-1\.1$/),
    ]);
  });

  it('pauses for a person at a value that is neither good nor bad, such as NaN', async () => {
    await deployJudged('unsure', [metric('vector(0) / 0')]);
    const status = await end('unsure');
    expect(status).toMatchObject({
      phase: 'Paused',
      message: 'InconclusiveAnalysisRun',
      pauseConditions: [{ reason: 'InconclusiveAnalysisRun' }],
    });
    const [run] = await runsOf('unsure');
    expect(run.status.phase).toBe('Inconclusive');
    expect(resultsOf(run)[0].measurements[0].value).toBe('[NaN]');
    await world().patchStatus('unsure', {
      pauseConditions: null,
      controllerPause: false,
      currentStepIndex: 2,
    });
    await world().until('unsure', ({ phase }) => phase === 'Healthy');
  });

  it('aborts after five errors in a row where there is no data', async () => {
    await deployJudged('empty', [metric('nothing_at_all')]);
    const { message } = await end('empty');
    expect(message).toContain(
      'Metric "error-rate" assessed Error due to consecutiveErrors (5) > consecutiveErrorLimit (4): "Error Message: index out of range: 0 (array length is 0)"',
    );
    const [run] = await runsOf('empty');
    expect(resultsOf(run)[0]).toMatchObject({ error: 5, phase: 'Error' });
    expect(resultsOf(run)[0].count).toBeUndefined();
    expect(resultsOf(run)[0].measurements[0].value).toBeUndefined();
  });

  it.each([
    ['{{args.nowhere}}', 'failed to resolve {{args.nowhere}}'],
    ['sum(', 'bad_data: invalid parameter "query"'],
  ])('says why %s cannot be measured', async (query, message) => {
    const name = query === 'sum(' ? 'mistake' : 'unresolved';
    await deployJudged(name, [metric(query)]);
    await end(name);
    const [run] = await runsOf(name);
    expect(resultsOf(run)[0].measurements[0].message).toContain(message);
  });

  it('says that nobody answers, and that a credential was refused', async () => {
    await prometheus().suspend();
    await deployJudged('down', [metric(GOOD)]);
    await untilMeasured('down', 'connection refused');
    await prometheus().resume();
    prometheus().setRefusing(true);
    await untilMeasured('down', 'client_error: client error: 401');
    prometheus().setRefusing(false);
    expect((await end('down')).phase).toBe('Healthy');
  });

  it('fills in arguments of the rollout, its own hash among them', async () => {
    const args = [
      { name: 'hash', valueFrom: { podTemplateHashValue: 'Latest' } },
      { name: 'old', valueFrom: { podTemplateHashValue: 'Stable' } },
      { name: 'who', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'limit', value: '0.9' },
    ];
    const query = 'vector(0) * 0 # {{args.hash}} {{args.old}} {{args.who}}';
    const own = {
      successCondition: 'result[0] < {{args.limit}}',
      failureCondition: '',
    };
    await deployJudged('filled', [metric(query, own)], { args });
    const { currentPodHash } = await end('filled');
    const [run] = await runsOf('filled');
    const asked = resultsOf(run)[0].metadata?.ResolvedPrometheusQuery ?? '';
    expect(asked).toContain(`# ${currentPodHash} `);
    expect(asked).toMatch(/ filled$/);
    expect(run.status.phase).toBe('Successful');
  });

  it('is not decided by a dry run', async () => {
    const dryRun = [{ metricName: 'error-rate' }];
    await deployJudged('dry', [metric(BAD), metric(GOOD, { name: 'other' })], {
      dryRun,
    });
    expect((await end('dry')).phase).toBe('Healthy');
    const [run] = await runsOf('dry');
    expect(run.status).toMatchObject({
      phase: 'Successful',
      runSummary: { count: 1, successful: 1 },
      dryRunSummary: { count: 1, failed: 1 },
    });
    const dry = resultsOf(run).find(({ name }) => name === 'error-rate');
    expect(dry).toMatchObject({ dryRun: true, phase: 'Failed' });
  });
});
