import {
  known,
  missing,
  type AnalysisMetric,
  type RolloutState,
} from '@backstage-realtime/plugin-realtime-common';
import {
  aMetric,
  aRevision,
  aRollout,
  aRun,
  say,
  SECOND,
  someControls,
  someMeasurements,
  someSteps,
  write,
} from './pingPongRollout';

const { count, name, share, time } = write;
const MINUTE = 60 * SECOND;

/** Three metrics that nothing is measured of yet. */
function somePlanned(): AnalysisMetric[] {
  const plan = (metric: string, part: Partial<AnalysisMetric>) =>
    aMetric(metric, [], { phase: 'pending', ...part });
  return [
    plan('cpu-usage-rate', { limit: { value: 0.5, operator: '<' } }),
    plan('error-share', { limit: { value: 0.01, operator: '<' } }),
    plan('e2e-p95', {
      successCondition: 'len(result) > 0 && result[0] <= 1.3',
      isDryRun: true,
    }),
  ];
}

/** A pause of a minute that ends by itself in 34 s. */
export function paused(nowMs: number): RolloutState {
  const endsAtMs = nowMs + 34 * SECOND;
  return aRollout(nowMs, {
    phase: 'paused',
    headline: say('canary.paused.timed', {
      step: count(2),
      steps: count(9),
      weight: share(25),
      endsAt: time(endsAtMs),
    }),
    details: [
      say('canary.pause.ends', {
        duration: { kind: 'duration', ms: MINUTE },
        endsAt: time(endsAtMs),
      }),
      say('canary.then.analysis', {
        names: name('cpu-usage-rate, error-share'),
      }),
      say('canary.next.nothing'),
    ],
    stepIndex: 1,
    steps: someSteps(nowMs, 1, { endsAtMs }),
    revisions: [
      aRevision('stable', nowMs, { desired: 4, ready: 4 }),
      aRevision('canary', nowMs, {
        desired: 1,
        ready: 1,
        createdAtMs: nowMs - 26 * SECOND,
      }),
    ],
    weights: { asked: known(25), pods: known({ canary: 1, total: 5 }) },
    analysis: [],
    planned: [
      {
        kind: 'step',
        stepIndex: 2,
        startsAtMs: endsAtMs,
        names: ['cpu-usage-rate', 'error-share'],
        metrics: known(somePlanned()),
      },
    ],
    events: [{ atMs: nowMs - 26 * SECOND, kind: 'weight', weight: 25 }],
    controls: someControls(['promote', 'skip-step', 'promote-full', 'abort'], {
      'skip-step': say('canary.refused.paused'),
    }),
  });
}

/** A pause that only a person ends. */
export function endless(nowMs: number): RolloutState {
  const state = paused(nowMs);
  return {
    ...state,
    verdict: 'warning',
    headline: say('canary.paused.manual', {
      step: count(2),
      steps: count(9),
      weight: share(25),
    }),
    details: [say('canary.pause.since', { sinceAt: time(nowMs - 3_600_000) })],
    next: say('canary.next.promote'),
    steps: state.steps.map((step, i) =>
      i === 1 ? { kind: 'pause', state: 'now' } : step,
    ),
  };
}

/** An analysis that met neither condition pauses the rollout. */
export function inconclusive(nowMs: number): RolloutState {
  const lastAtMs = nowMs - 40 * SECOND;
  const metrics = [
    aMetric(
      'e2e-p95',
      someMeasurements([1.04, null, null, null], 1.3, lastAtMs),
      {
        phase: 'inconclusive',
        left: { failed: 2, inconclusive: 0, error: 4 },
        message: 'inconclusive (3) > inconclusiveLimit (2)',
      },
    ),
  ];
  return aRollout(nowMs, {
    phase: 'paused',
    verdict: 'warning',
    headline: say('canary.paused.inconclusive.metric', {
      step: count(6),
      steps: count(9),
      metric: name('e2e-p95'),
    }),
    details: [],
    next: say('canary.next.decide', { metric: name('e2e-p95') }),
    steps: someSteps(nowMs, 5, { measured: { done: 4, of: 5 } }),
    analysis: [aRun(nowMs, { phase: 'inconclusive', metrics })],
    controls: someControls(['promote', 'promote-full', 'abort']),
  });
}

/** The controller has not looked at the newest change. */
export function stale(nowMs: number): RolloutState {
  return aRollout(nowMs, {
    phase: 'unknown',
    verdict: 'unknown',
    headline: say('canary.unknown.stale', {
      current: count(42),
      observed: count(41),
    }),
    details: [],
    generation: { observed: 41, current: 42 },
    weights: { asked: missing('stale'), pods: known({ canary: 2, total: 5 }) },
    controls: [],
  });
}

/** Two revisions beside each other, no weights. */
export function blueGreen(nowMs: number): RolloutState {
  return aRollout(nowMs, {
    strategy: 'blue-green',
    phase: 'paused',
    verdict: 'info',
    headline: say('canary.paused.blue-green', {
      revision: count(8),
      stable: count(7),
    }),
    details: [say('canary.blue-green')],
    stepIndex: undefined,
    steps: [],
    weights: {
      asked: missing('unsupported'),
      pods: known({ canary: 5, total: 10 }),
    },
    analysis: [],
    events: [],
  });
}

/** Steps that cannot mean anything. */
export function oneReplica(nowMs: number): RolloutState {
  return aRollout(nowMs, {
    details: [say('canary.no-steps-possible')],
    revisions: [
      aRevision('stable', nowMs, { desired: 1, ready: 1 }),
      aRevision('canary', nowMs, { desired: 1, ready: 1 }),
    ],
    weights: { asked: known(50), pods: known({ canary: 1, total: 2 }) },
  });
}
