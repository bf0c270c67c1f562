import { known, missing } from '@backstage-realtime/plugin-realtime-common';
import {
  anAnalysisRun,
  aPod,
  aReplicaSet,
  aRollout,
  at,
  CANARY,
  measurements,
  STABLE,
  STEPS,
  T0,
} from '../testUtils/builders';
import { readFixture } from '../testUtils/readFixture';
import { tell, text } from '../testUtils/tell';
import { evaluateRollout } from './evaluateRollout';

const pair = [aReplicaSet(STABLE, 3), aReplicaSet(CANARY, 1)];

const states = (steps: Array<{ state: string }>) =>
  steps.map(({ state }) => state);

describe('rollouts as a real controller wrote them', () => {
  const nowMs = Date.parse('2026-11-21T10:24:50Z');

  it('is paused after 25 %, until somebody promotes it', () => {
    const state = evaluateRollout(readFixture('04-paused-step1-25'), nowMs);
    expect(text(state.headline)).toBe(
      'Paused at step 2 of 9: 25 % of the weight, until somebody promotes it',
    );
    expect(state.details.map(text)).toEqual([
      'It waits since 10:24:05',
      'Then an analysis runs: error-rate',
    ]);
    expect(state).toMatchObject({
      phase: 'paused',
      verdict: 'info',
      stepIndex: 1,
      generation: { observed: 3, current: 3 },
      weights: {
        asked: known(25),
        pods: known({ canary: 1, total: 4 }),
      },
      revisions: [
        { role: 'stable', revision: 1, ready: 3, desired: 3 },
        { role: 'canary', revision: 2, ready: 1, desired: 1 },
      ],
    });
    expect(state.weights.router).toBeUndefined();
    expect(states(state.steps)).toEqual([
      'done',
      'now',
      ...Array(7).fill('to-do'),
    ]);
  });

  it('was aborted by a metric, says which value against which condition, and where the traffic goes', () => {
    const state = evaluateRollout(
      readFixture('10-degraded-analysis-failed'),
      nowMs,
    );
    expect(text(state.headline)).toBe(
      'Aborted at 10:24:38: error-rate was 0.5, which meets the failure condition >= 0.2',
    );
    expect(state.details.map(text)).toEqual([
      'Traffic goes back to revision 2: 3 of 4 of its pods are ready',
      'Analysis of step 3 failed: one measurement of error-rate failed, 0 may',
      'It stays Degraded until it is retried or revision 3 is replaced',
    ]);
    expect(state).toMatchObject({
      phase: 'degraded',
      verdict: 'critical',
      weights: { asked: known(0), pods: known({ canary: 0, total: 3 }) },
    });
    expect(state.stepIndex).toBeUndefined();
    expect(states(state.steps)).toEqual([
      'done',
      'done',
      'failed',
      ...Array(6).fill('not-run'),
    ]);
    expect(state.events.map(({ kind }) => kind)).toEqual([
      'weight',
      'analysis',
      'aborted',
    ]);
  });

  it('has three weights where a router divides the requests', () => {
    const { weights } = evaluateRollout(
      readFixture('34-paused-routed-25'),
      nowMs,
    );
    expect(weights).toEqual({
      asked: known(25),
      pods: known({ canary: 1, total: 5 }),
      router: known(25),
    });
  });
});

describe('a rollout whose status cannot be relied on', () => {
  it('has told nothing yet', () => {
    const bare = { ...aRollout(), status: undefined };
    const { headline, state } = tell([bare]);
    expect(headline).toBe('The controller has not told anything yet');
    expect(state).toMatchObject({
      phase: 'unknown',
      verdict: 'unknown',
      weights: { asked: missing('learning') },
      revisions: [],
    });
    expect(new Set(states(state.steps))).toEqual(new Set(['to-do']));
  });

  it('is not healthy because it was, before the newest change', () => {
    const { headline, state } = tell([
      aRollout({ phase: 'Healthy', observedGeneration: '40' }),
      ...pair,
    ]);
    expect(headline).toBe(
      'Not known: the newest change, generation 41, is not looked at yet; the controller has told about generation 40',
    );
    expect(state).toMatchObject({ phase: 'unknown', verdict: 'unknown' });
  });

  it('names a phase of a newer controller', () => {
    const { headline, state } = tell([aRollout({ phase: 'Dreaming' })]);
    expect(headline).toContain('Dreaming');
    expect(state.verdict).toBe('unknown');
  });

  it('is read as far as it goes when its fields have the wrong type', () => {
    const hostile = aRollout(
      {
        phase: ['Paused'],
        currentStepIndex: { a: 1 },
        pauseConditions: 'no list',
        conditions: [null, 7],
        canary: 'none',
      },
      { replicas: 'many', strategy: { canary: { steps: [null, 'x', {}, 4] } } },
    );
    const { state } = tell([hostile, ...pair]);
    expect(state).toMatchObject({ phase: 'unknown' });
    expect(state.steps.map(({ kind }) => kind)).toEqual(
      Array(4).fill('unknown'),
    );
  });
});

describe('a healthy rollout', () => {
  const HEALTHY = {
    phase: 'Healthy',
    currentPodHash: CANARY,
    stableRS: CANARY,
    currentStepIndex: STEPS.length,
  };

  it('has all of the traffic on its revision, and every step behind it', () => {
    const { headline, state } = tell([
      aRollout({
        ...HEALTHY,
        conditions: [
          { type: 'Completed', status: 'True', lastTransitionTime: at(80) },
        ],
      }),
      aReplicaSet(CANARY, 4),
    ]);
    expect(headline).toBe('Healthy: revision 8 has all of the traffic');
    expect(state).toMatchObject({
      verdict: 'ok',
      sinceMs: T0 + 80_000,
      stepIndex: STEPS.length,
      weights: { asked: known(100), pods: known({ canary: 4, total: 4 }) },
      events: [{ kind: 'promoted', atMs: T0 + 80_000 }],
    });
    expect(new Set(states(state.steps))).toEqual(new Set(['done']));
  });

  it('played no step when it is the first', () => {
    const { headline, state } = tell([
      aRollout(
        HEALTHY,
        {},
        { annotations: { 'rollout.argoproj.io/revision': '1' } },
      ),
    ]);
    expect(headline).toContain('is the first one');
    expect(new Set(states(state.steps))).toEqual(new Set(['not-run']));
  });

  it('runs nothing when it is scaled to zero', () => {
    const { headline } = tell([aRollout(HEALTHY, { replicas: 0 })]);
    expect(headline).toBe('Scaled to zero: nothing runs, and nothing is asked');
  });
});

describe('a rollout on its way', () => {
  it.each<[object, string]>([
    [{ setWeight: 25 }, 'moving to 25 %'],
    [{ pause: {} }, 'the pause begins or ends'],
    [{ analysis: {} }, 'analysis at 0 %, nothing measured yet'],
    [
      { experiment: { templates: [{ name: 'a' }] } },
      'an experiment runs at 0 %',
    ],
    [
      { setCanaryScale: { replicas: 3 } },
      'the number of canary pods is changed',
    ],
    [{ setHeaderRoute: { name: 'beta' } }, 'a route by header is set'],
    [
      { setMirrorRoute: { name: 'beta' } },
      'a route that mirrors requests is set',
    ],
    [{ plugin: { name: 'acme/gate' } }, 'the plugin acme/gate runs'],
    [
      { setMoonPhase: 1 },
      'setMoonPhase, a kind of step this portal does not know',
    ],
  ])('says what the step %j does', (step, what) => {
    const { headline, state } = tell([
      aRollout(
        { phase: 'Progressing', currentStepIndex: 0 },
        { strategy: { canary: { steps: [step] } } },
      ),
      ...pair,
    ]);
    expect(headline).toBe(`Progressing, step 1 of 1: ${what}`);
    expect(state.verdict).toBe('info');
  });

  it('tells how far an analysis is and how close to failing', () => {
    const { headline, details, state } = tell([
      aRollout({ phase: 'Progressing', currentStepIndex: 2 }),
      ...pair,
      anAnalysisRun(
        { phase: 'Running' },
        {
          phase: 'Running',
          successful: 2,
          failed: 1,
          measurements: measurements(
            ['Successful', '[0.27]'],
            ['Successful', '[0.29]'],
            ['Failed', '[0.61]'],
          ),
        },
      ),
    ]);
    expect(headline).toBe(
      'Progressing, step 3 of 6: analysis at 25 %, 3 of 5 measured',
    );
    expect(details).toEqual([
      'One measurement of cpu-usage-rate failed with 0.61 (must be < 0.5); 1 more may fail before the rollout aborts',
      'Next measurement at 14:02:30',
    ]);
    expect(state.steps[2]).toMatchObject({
      state: 'now',
      outcome: 'running',
      measured: { done: 3, of: 5 },
      startedAtMs: T0 + 60_000,
    });
    expect(state.analysis[0].metrics[0]).toMatchObject({
      limit: { value: 0.5, operator: '<' },
      left: { failed: 1, error: 4 },
      dueAtMs: T0 + 150_000,
    });
  });

  it('warns that the next failure aborts', () => {
    const { details } = tell([
      aRollout({ phase: 'Progressing', currentStepIndex: 2 }),
      anAnalysisRun(
        { phase: 'Running' },
        {
          phase: 'Running',
          failed: 2,
          measurements: measurements(['Failed', '[0.6]'], ['Failed', '[0.7]']),
        },
      ),
    ]);
    expect(details[0]).toBe(
      '2 measurements of cpu-usage-rate failed, the last one with 0.7 (must be < 0.5); the next one that fails aborts the rollout',
    );
  });

  it('counts missing data as what it is: errors in a row', () => {
    const { details } = tell([
      aRollout({ phase: 'Progressing', currentStepIndex: 2 }),
      anAnalysisRun(
        { phase: 'Running' },
        {
          phase: 'Running',
          successful: 1,
          error: 2,
          consecutiveError: 2,
          measurements: measurements(
            ['Successful', '[0.2]'],
            ['Error', '[]', 'reflect: slice index out of range'],
            ['Error', '[]', 'reflect: slice index out of range'],
          ),
        },
      ),
    ]);
    expect(details[0]).toBe(
      'cpu-usage-rate had no data 2 times in a row; 3 more and the rollout aborts',
    );
  });

  it('points at a pod that waiting will not mend', () => {
    const { details, next, state } = tell([
      aRollout({ phase: 'Progressing', currentStepIndex: 0 }),
      aReplicaSet(STABLE, 4),
      aReplicaSet(CANARY, 1, { readyReplicas: 0, availableReplicas: 0 }),
      aPod('counter-x', CANARY, {
        phase: 'Pending',
        conditions: [],
        containerStatuses: [
          { state: { waiting: { reason: 'ImagePullBackOff' } } },
        ],
      }),
    ]);
    expect(state.verdict).toBe('warning');
    expect(details).toEqual([
      '0 of 1 pods of revision 8 are ready',
      'counter-x does not run: ImagePullBackOff',
    ]);
    expect(next).toBe('Look at counter-x: ImagePullBackOff');
  });

  it('is promoted fully, and what is left will not be played', () => {
    const { headline, state } = tell([
      aRollout({
        phase: 'Progressing',
        currentStepIndex: 2,
        promoteFull: true,
      }),
      ...pair,
    ]);
    expect(headline).toContain('promoted fully');
    expect(state.weights.asked).toEqual(known(100));
    expect(states(state.steps)).toEqual([
      'done',
      'done',
      ...Array(4).fill('not-run'),
    ]);
  });

  it('says that steps mean nothing with one replica and no router', () => {
    const one = tell([
      aRollout({ phase: 'Progressing', currentStepIndex: 0 }, { replicas: 1 }),
    ]);
    expect(one.details).toContainEqual(
      expect.stringContaining('the steps mean nothing'),
    );
    const routed = tell([
      aRollout(
        { phase: 'Progressing', currentStepIndex: 0 },
        {
          replicas: 1,
          strategy: {
            canary: { steps: STEPS, trafficRouting: { nginx: {} } },
          },
        },
      ),
    ]);
    expect(routed.details.join()).not.toContain('mean nothing');
    expect(routed.state.weights.router).toEqual(missing('no-data'));
  });

  it('knows where its pods are described when that is another object', () => {
    const workloadRef = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'a',
    };
    const { details } = tell([
      aRollout({ phase: 'Progressing' }, { workloadRef }),
    ]);
    expect(details).toContain('The pods are described by Deployment a');
  });
});

describe('a paused rollout', () => {
  const pausedAt = (currentStepIndex: number, reason = 'CanaryPauseStep') => ({
    phase: 'Paused',
    currentStepIndex,
    pauseConditions: [{ reason, startTime: at(30) }],
  });

  it('goes on by itself at the end of its pause', () => {
    const { headline, details, next, state } = tell(
      [aRollout(pausedAt(1)), ...pair],
      56,
    );
    expect(headline).toBe(
      'Paused at step 2 of 6: 25 % of the weight, going on by itself at 14:01:30',
    );
    expect(details).toEqual([
      'The pause lasts 1 min and ends at 14:01:30',
      'Then an analysis runs: cpu',
    ]);
    expect(next).toBe('Nothing to do unless you want to stop or skip it');
    expect(state).toMatchObject({ verdict: 'info', sinceMs: T0 + 30_000 });
    expect(state.steps[1]).toMatchObject({
      state: 'now',
      startedAtMs: T0 + 30_000,
      endsAtMs: T0 + 90_000,
    });
  });

  it('is suspicious when it does not', () => {
    const { details, state } = tell([aRollout(pausedAt(1))], 120);
    expect(state.verdict).toBe('warning');
    expect(details[0]).toBe(
      'The pause was over at 14:01:30 and the controller has not gone on',
    );
  });

  it('waits for a decision after an inconclusive analysis', () => {
    const { headline, details, next, state } = tell([
      aRollout(pausedAt(2, 'InconclusiveAnalysisRun')),
      anAnalysisRun(
        { phase: 'Inconclusive' },
        {
          phase: 'Inconclusive',
          inconclusive: 1,
          measurements: measurements(['Inconclusive', '[NaN]']),
        },
      ),
    ]);
    expect(headline).toBe(
      'Paused at step 3 of 6: cpu-usage-rate is inconclusive, somebody has to decide',
    );
    expect(details).toEqual([
      'The analysis pingpong-counter-8-2 is inconclusive: one measurement of cpu-usage-rate met neither condition, 0 may',
      'cpu-usage-rate was not a number: what it divides by was zero or missing',
    ]);
    expect(next).toContain('promote it or abort it');
    expect(state.verdict).toBe('warning');
  });

  it.each([
    ['InconclusiveExperiment', 'the experiment is inconclusive'],
    ['LunarEclipse', 'Paused: LunarEclipse'],
  ])('names %s', (reason, words) => {
    expect(tell([aRollout(pausedAt(2, reason))]).headline).toContain(words);
  });

  it('may be so by its own spec', () => {
    const { headline, next } = tell([
      aRollout({ phase: 'Paused' }, { paused: true }),
    ]);
    expect(headline).toBe('Paused by hand: spec.paused is set');
    expect(next).toContain('spec.paused');
  });
});

describe('a blue/green rollout', () => {
  const strategy = (blueGreen: object) => ({
    strategy: { blueGreen: { activeService: 'a', ...blueGreen } },
  });
  const status = {
    phase: 'Paused',
    stableRS: STABLE,
    blueGreen: { activeSelector: STABLE },
    pauseConditions: [{ reason: 'BlueGreenPause', startTime: at(30) }],
  };

  it('is shown as such: no weights, no steps', () => {
    const { headline, details, state } = tell([
      aRollout(status, strategy({ autoPromotionEnabled: false })),
      ...pair,
    ]);
    expect(headline).toBe(
      'Paused: revision 8 is ready beside revision 7 and gets nothing until somebody promotes it',
    );
    expect(details).toContainEqual(expect.stringContaining('Blue/green'));
    expect(state).toMatchObject({
      strategy: 'blue-green',
      steps: [],
      weights: { asked: missing('unsupported') },
    });
    expect(state.stepIndex).toBeUndefined();
  });

  it('takes over by itself where that is wished', () => {
    const { headline } = tell(
      [aRollout(status, strategy({ autoPromotionSeconds: 60 })), ...pair],
      40,
    );
    expect(headline).toContain('takes over by itself at 14:01:30');
  });
});

describe('a degraded rollout', () => {
  const aborted = (why = '') => ({
    phase: 'Degraded',
    abort: true,
    abortedAt: at(400),
    currentStepIndex: 0,
    message: `RolloutAborted: Rollout aborted update to revision 8${why}`,
  });
  const ANALYSIS =
    ': Step-based analysis phase error/failed: Metric "cpu-usage-rate" assessed';
  const reverted = [aReplicaSet(STABLE, 4), aReplicaSet(CANARY, 0)];

  it('was aborted by a measurement over its limit', () => {
    const { headline, details, next, state } = tell([
      aRollout(aborted(`${ANALYSIS} Failed`)),
      ...reverted,
      anAnalysisRun(
        { phase: 'Failed', completedAt: at(400) },
        {
          phase: 'Failed',
          successful: 1,
          failed: 3,
          measurements: measurements(
            ['Successful', '[0.31]'],
            ['Failed', '[0.58]'],
            ['Failed', '[0.61]'],
            ['Failed', '[0.60]'],
          ),
        },
      ),
    ]);
    expect(headline).toBe(
      'Aborted at 14:06:40: cpu-usage-rate was 0.6, the limit is 0.5',
    );
    expect(details).toEqual([
      'All traffic is back on revision 7',
      'Analysis of step 3 failed: 3 measurements of cpu-usage-rate failed, 2 may',
      'It stays Degraded until it is retried or revision 8 is replaced',
    ]);
    expect(next).toBe(`Compare cpu-usage-rate of ${CANARY} with ${STABLE}`);
    expect(state.revisions[1]).toMatchObject({
      role: 'canary',
      desired: 0,
      endedAtMs: T0 + 400_000,
    });
  });

  it('was aborted for want of data, which is no failure of the canary', () => {
    const { headline, details, next } = tell([
      aRollout(aborted(`${ANALYSIS} Error`)),
      anAnalysisRun(
        { phase: 'Error', completedAt: at(400) },
        {
          phase: 'Error',
          error: 5,
          consecutiveError: 5,
          measurements: measurements(
            ...Array(5).fill(['Error', '[]', 'index out of range: 0']),
          ),
        },
      ),
    ]);
    expect(headline).toBe(
      'Aborted at 14:06:40: cpu-usage-rate had no data, which counts as an error',
    );
    expect(details[0]).toContain('5 times in a row, 4 are allowed');
    expect(next).toContain('by hand');
  });

  it('was aborted by a background analysis, which has no step', () => {
    const { details, state } = tell(
      [
        aRollout(aborted(': Background analysis phase error/failed')),
        anAnalysisRun(
          { phase: 'Failed', completedAt: at(400) },
          { phase: 'Failed', failed: 3 },
          {},
          { labels: { 'rollout-type': 'Background', 'step-index': undefined } },
        ),
      ],
      500,
      { podHash: CANARY, startedAtMs: { 3: T0 + 300_000 }, lastIndex: 3 },
    );
    expect(details[0]).toContain('The analysis pingpong-counter-8-2 failed');
    expect(states(state.steps)).toEqual([
      ...Array(3).fill('done'),
      'failed',
      ...Array(2).fill('not-run'),
    ]);
  });

  it('was aborted by hand: no analysis is to blame, not even one that was ended', () => {
    const { headline, next } = tell([
      aRollout(aborted()),
      anAnalysisRun(
        { phase: 'Successful', message: 'Run Terminated' },
        { phase: 'Successful' },
        {},
      ),
    ]);
    expect(headline).toBe('Aborted by hand at 14:06:40');
    expect(next).toBe('Retry it, or roll out another revision');
  });

  it('was aborted at its deadline', () => {
    const { headline } = tell([
      aRollout(
        aborted(': ReplicaSet "pingpong-counter-x" has timed out progressing.'),
      ),
    ]);
    expect(headline).toBe(
      'Aborted at 14:06:40: revision 8 was not ready in time',
    );
  });

  it('is at its deadline and was not aborted', () => {
    const { headline, state } = tell([
      aRollout({
        phase: 'Degraded',
        currentStepIndex: 0,
        message: 'ProgressDeadlineExceeded: timed out',
        conditions: [
          {
            type: 'Progressing',
            status: 'False',
            reason: 'ProgressDeadlineExceeded',
          },
        ],
      }),
      ...pair,
    ]);
    expect(headline).toBe(
      'Degraded: revision 8 was not ready in time, and was not aborted',
    );
    expect(state.steps[0].state).toBe('now');
  });

  it('has a spec that is invalid', () => {
    const { headline, next } = tell([
      aRollout({
        phase: 'Degraded',
        conditions: [
          {
            type: 'InvalidSpec',
            status: 'True',
            message:
              'The Rollout "a" is invalid: spec.strategy.canary.steps[0].setWeight: Invalid value: 120',
          },
        ],
      }),
    ]);
    expect(headline).toBe(
      'Degraded: the spec is invalid: spec.strategy.canary.steps[0].setWeight: Invalid value: 120',
    );
    expect(next).toBe('Correct the spec of the rollout');
  });

  it('never quotes an address that a provider was asked at', () => {
    const { state } = tell([
      aRollout(
        aborted(
          `${ANALYSIS} Error: Post "http://prometheus.monitoring:9090/api/v1/query": dial tcp 10.0.0.7:9090: connect: connection refused`,
        ),
      ),
      anAnalysisRun(
        { phase: 'Error' },
        {
          phase: 'Error',
          error: 1,
          measurements: measurements([
            'Error',
            undefined,
            'Post "http://prometheus.monitoring:9090/api/v1/query": dial tcp 10.0.0.7:9090: refused',
          ]),
        },
      ),
    ]);
    expect(JSON.stringify(state)).not.toMatch(
      /prometheus\.monitoring|10\.0\.0/,
    );
  });
});

describe('an analysis that decides nothing', () => {
  it('is told when it is a dry run that failed', () => {
    const { headline, details } = tell([
      aRollout({ phase: 'Progressing', currentStepIndex: 3 }),
      ...pair,
      anAnalysisRun(
        { phase: 'Successful', completedAt: at(80) },
        { phase: 'Failed', dryRun: true, failed: 3 },
      ),
    ]);
    expect(headline).toContain('moving to 50 %');
    expect(details).toEqual([
      'cpu-usage-rate ended failed in a dry run, which decides nothing',
    ]);
  });
});

describe('what was seen while somebody looked', () => {
  it('dates the steps of this revision and of no other', () => {
    const items = [aRollout({ phase: 'Progressing', currentStepIndex: 3 })];
    const seen = { startedAtMs: { 3: T0 + 70_000 }, lastIndex: 3 };
    const dated = tell(items, 90, { ...seen, podHash: CANARY });
    expect(dated.state.steps[3].startedAtMs).toBe(T0 + 70_000);
    expect(dated.state.events).toEqual([
      { kind: 'weight', weight: 50, atMs: T0 + 70_000 },
    ]);
    const others = tell(items, 90, { ...seen, podHash: STABLE });
    expect(others.state.steps[3].startedAtMs).toBeUndefined();
  });
});
