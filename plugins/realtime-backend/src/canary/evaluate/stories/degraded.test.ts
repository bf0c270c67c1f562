import {
  anAnalysisRun,
  aReplicaSet,
  aRollout,
  at,
  CANARY,
  measurements,
  STABLE,
  T0,
} from '../../testUtils/builders';
import { tell } from '../../testUtils/tell';

const states = (steps: Array<{ state: string }>) =>
  steps.map(({ state }) => state);

const pair = [aReplicaSet(STABLE, 3), aReplicaSet(CANARY, 1)];

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
    const { headline, details, state } = tell([
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
    expect(details).toEqual([
      'Revision 8 keeps its part of the traffic meanwhile',
    ]);
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
