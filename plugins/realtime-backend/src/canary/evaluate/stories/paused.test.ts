import { missing } from '@backstage-realtime/plugin-realtime-common';
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

const pair = [aReplicaSet(STABLE, 3), aReplicaSet(CANARY, 1)];

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
