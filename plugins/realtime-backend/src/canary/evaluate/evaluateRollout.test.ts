import { known } from '@backstage-realtime/plugin-realtime-common';
import {
  aReplicaSet,
  aRollout,
  CANARY,
  STABLE,
  T0,
} from '../testUtils/builders';
import { readFixture } from '../testUtils/readFixture';
import { tell, text } from '../testUtils/tell';
import { evaluateRollout } from './evaluateRollout';

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

describe('a rollout with an autoscaler', () => {
  it('counts the pods there are, not those that are wished for', () => {
    const { state } = tell([
      aRollout(
        { phase: 'Progressing', currentStepIndex: 0, HPAReplicas: 8 },
        { replicas: 8 },
      ),
      aReplicaSet(STABLE, 6, { readyReplicas: 3, availableReplicas: 3 }),
      aReplicaSet(CANARY, 2, { readyReplicas: 1, availableReplicas: 1 }),
    ]);
    expect(state.weights).toEqual({
      asked: known(25),
      pods: known({ canary: 1, total: 4 }),
    });
    expect(state.revisions).toMatchObject([
      { role: 'stable', ready: 3, desired: 6 },
      { role: 'canary', ready: 1, desired: 2 },
    ]);
  });
});
