import {
  known,
  type RolloutState,
  type RolloutStep,
} from '@backstage-realtime/plugin-realtime-common';
import {
  aMetric,
  aRollout,
  aRun,
  say,
  SECOND,
  someMeasurements,
  someSteps,
  write,
} from './pingPongRollout';

const { count } = write;

/** Twenty steps with names of every kind, and a measurement without an end. */
export function long(nowMs: number): RolloutState {
  const kinds: RolloutStep[] = [
    { kind: 'canary-scale', weight: 10, state: 'to-do' },
    {
      kind: 'header-route',
      names: ['only-the-testers-of-team-a'],
      state: 'to-do',
    },
    {
      kind: 'mirror-route',
      names: ['mirror-a-tenth-of-all-requests'],
      state: 'to-do',
    },
    { kind: 'experiment', names: ['baseline-against-canary'], state: 'to-do' },
    {
      kind: 'plugin',
      names: ['argoproj-labs/step-with-a-long-name'],
      state: 'to-do',
    },
    { kind: 'unknown', names: ['setSomethingNew'], state: 'to-do' },
    { kind: 'pause', state: 'to-do' },
    { kind: 'weight', weight: 100, state: 'to-do' },
  ];
  const steps = [...someSteps(nowMs, 9), ...kinds, ...someSteps(nowMs, -1)];
  const values = Array.from({ length: 10 }, (_, i) => 0.2 + 0.01 * i);
  const background = aMetric(
    'a-metric-with-a-name-that-needs-more-than-one-line-of-the-table',
    someMeasurements(values, 0.5, nowMs - 5 * SECOND),
    { of: undefined, dueAtMs: nowMs + 25 * SECOND },
  );
  return aRollout(nowMs, {
    stepIndex: 9,
    steps: steps.map((step, i) => (i === 9 ? { ...step, state: 'now' } : step)),
    headline: say('canary.progressing.canary-scale', {
      step: count(10),
      steps: count(steps.length),
    }),
    details: [],
    weights: {
      asked: known(10),
      pods: known({ canary: 2, total: 20 }),
      router: known(8),
    },
    analysis: [
      aRun(nowMs, {
        name: 'a-rollout-with-a-name-of-many-words-in-it-9c1a77d0f2-8',
        kind: 'background',
        stepIndex: undefined,
        metrics: [
          {
            ...background,
            counts: { ...background.counts, total: 57, successful: 57 },
          },
        ],
      }),
      { ...aRun(nowMs), name: 'earlier-run', phase: 'successful' },
    ],
  });
}
