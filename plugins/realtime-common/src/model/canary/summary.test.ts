import { known, missing } from '../health/reading';
import type { CanaryState, ClusterReading, RolloutState } from './rollout';
import { summariseCanary } from './summary';

const ref = { cluster: 'prod', namespace: 'demo', name: 'counter' };

const state: RolloutState = {
  strategy: 'canary',
  phase: 'paused',
  verdict: 'info',
  headline: { sentence: 'canary.paused.manual', values: {} },
  details: [],
  generation: { observed: 2, current: 2 },
  stepIndex: 1,
  steps: [
    { kind: 'weight', weight: 25, state: 'done' },
    { kind: 'pause', state: 'now' },
  ],
  revisions: [],
  weights: { asked: known(25), pods: missing('no-data') },
  analysis: [],
  events: [],
  controls: [],
};

const cluster = (mode: ClusterReading['mode'], name = 'prod') => ({
  cluster: name,
  mode,
  gaps: [],
});

const canary = (part: Partial<CanaryState> = {}): CanaryState => ({
  entityRef: 'component:default/counter',
  evaluatedAtMs: 1_000,
  rollouts: [{ ref, rollout: known(state) }],
  clusters: [cluster('watch')],
  problems: [],
  ...part,
});

describe('the line of an entity with rollouts', () => {
  it('tells how far the first, which is the worst, is, and how many there are', () => {
    const other = { ref: { ...ref, name: 'other' }, rollout: known(state) };
    const { rollouts } = canary();
    expect(summariseCanary(canary({ rollouts: [...rollouts, other] }))).toEqual(
      {
        entityRef: 'component:default/counter',
        rolloutCount: 2,
        worst: {
          ref,
          progress: known({
            verdict: 'info',
            phase: 'paused',
            asked: known(25),
            stepIndex: 1,
            stepCount: 2,
          }),
        },
        isAway: false,
        problemCount: 0,
      },
    );
  });

  it('is the same as long as nothing but the time changed', () => {
    expect(summariseCanary(canary({ evaluatedAtMs: 2_000 }))).toEqual(
      summariseCanary(canary()),
    );
  });

  it('has a reason where the rollout is not known', () => {
    const rollouts = [{ ref, rollout: missing('not-found') }];
    const { worst } = summariseCanary(canary({ rollouts }));
    expect(worst).toEqual({ ref, progress: missing('not-found') });
  });

  it.each([
    ['away when its own cluster is', [cluster('unreachable')], true],
    [
      'there when another cluster is away',
      [cluster('watch'), cluster('unreachable', 'dev')],
      false,
    ],
  ])('is %s', (_what, clusters, isAway) => {
    expect(summariseCanary(canary({ clusters })).isAway).toBe(isAway);
  });

  it('counts what cannot be used where there is no rollout', () => {
    const problems = ['The rollout is not allowed.'];
    expect(summariseCanary(canary({ rollouts: [], problems }))).toMatchObject({
      rolloutCount: 0,
      worst: undefined,
      problemCount: 1,
    });
  });
});
