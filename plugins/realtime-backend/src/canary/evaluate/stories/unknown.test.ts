import { missing } from '@backstage-realtime/plugin-realtime-common';
import {
  aReplicaSet,
  aRollout,
  CANARY,
  STABLE,
} from '../../testUtils/builders';
import { tell } from '../../testUtils/tell';

const states = (steps: Array<{ state: string }>) =>
  steps.map(({ state }) => state);

const pair = [aReplicaSet(STABLE, 3), aReplicaSet(CANARY, 1)];

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
    const dreaming = { phase: 'Dreaming', message: 'of sheep' };
    const { headline, details, state } = tell([aRollout(dreaming)]);
    expect(headline).toContain('Dreaming');
    expect(details).toEqual(['The controller says: of sheep']);
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
