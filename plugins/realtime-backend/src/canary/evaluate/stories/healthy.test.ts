import { known } from '@backstage-realtime/plugin-realtime-common';
import {
  aReplicaSet,
  aRollout,
  at,
  CANARY,
  STEPS,
  T0,
} from '../../testUtils/builders';
import { tell } from '../../testUtils/tell';

const states = (steps: Array<{ state: string }>) =>
  steps.map(({ state }) => state);

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
