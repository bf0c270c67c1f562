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
} from '../../testUtils/builders';
import { tell } from '../../testUtils/tell';

const states = (steps: Array<{ state: string }>) =>
  steps.map(({ state }) => state);

const pair = [aReplicaSet(STABLE, 3), aReplicaSet(CANARY, 1)];

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

  it('says when the first failure would abort', () => {
    const { details } = tell([
      aRollout({ phase: 'Progressing', currentStepIndex: 2 }),
      anAnalysisRun(
        { phase: 'Running' },
        { phase: 'Running' },
        { failureLimit: undefined },
      ),
    ]);
    expect(details).toEqual([
      'No measurement of cpu-usage-rate may fail: the first one that does aborts the rollout',
    ]);
  });

  it.each([
    [
      { weights: { canary: { weight: 10 } } },
      'sends 10 %, the step asks for 25 %',
    ],
    [
      { weights: { canary: { weight: 25 }, verified: false } },
      'has not confirmed 25 % yet',
    ],
    [{ weights: { canary: { weight: 25 }, verified: true } }, ''],
    [{}, ''],
  ])('tells what the router makes of it: %j', (canary, words) => {
    const strategy = {
      canary: { steps: STEPS, trafficRouting: { nginx: {} } },
    };
    const status = { phase: 'Progressing', currentStepIndex: 0, canary };
    const { details } = tell([aRollout(status, { strategy }), ...pair]);
    expect(details.join()).toContain(words);
    expect(details).toHaveLength(words ? 1 : 0);
  });

  it('is no update when the pods of its one revision come and go', () => {
    const status = { phase: 'Progressing', stableRS: CANARY };
    const few = { readyReplicas: 2, availableReplicas: 2 };
    const { headline, details } = tell([
      aRollout(status),
      aReplicaSet(CANARY, 4, few),
    ]);
    expect(headline).toBe(
      'Progressing: revision 8 is not complete, 2 of 4 pods are ready',
    );
    expect(details).toEqual([]);
    const restarted = tell([aRollout(status, { restartAt: at(80) })]);
    expect(restarted.headline).toContain('are restarted');
  });

  it('notices pods that do not stay up', () => {
    const { details } = tell([
      aRollout({ phase: 'Progressing', currentStepIndex: 0 }),
      ...pair,
      aPod('counter-x', CANARY, {
        conditions: [{ type: 'Ready', status: 'True' }],
        containerStatuses: [{ restartCount: 4 }],
      }),
    ]);
    expect(details).toEqual(['counter-x has restarted 4 times']);
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
