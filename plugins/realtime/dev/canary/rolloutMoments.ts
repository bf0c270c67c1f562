import {
  known,
  missing,
  type RolloutState,
  type RolloutStep,
} from '@backstage-realtime/plugin-realtime-common';
import {
  aMetric,
  aRevision,
  aRollout,
  aRun,
  say,
  SECOND,
  someControls,
  someEvents,
  someMeasurements,
  someSteps,
  write,
} from './pingPongRollout';

const { count, name, number, share, time } = write;
const MINUTE = 60 * SECOND;

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

/** Three measurements over the limit: everything went back. */
export function aborted(nowMs: number): RolloutState {
  const endedAtMs = nowMs - 50 * SECOND;
  const stopped: RolloutStep['state'] = 'not-run';
  const of = (values: Array<number | null>, limit: number) =>
    someMeasurements(values, limit, endedAtMs);
  return aRollout(nowMs, {
    phase: 'degraded',
    verdict: 'critical',
    headline: say('canary.aborted.limit', {
      at: time(endedAtMs),
      metric: name('cpu-usage-rate'),
      value: number(0.6),
      limit: number(0.5),
    }),
    details: [
      say('canary.traffic.back', { revision: count(7) }),
      say('canary.analysis.failed', {
        step: count(6),
        count: count(3),
        metric: name('cpu-usage-rate'),
        limit: count(2),
      }),
      say('canary.stays-degraded', { revision: count(8) }),
    ],
    next: say('canary.next.compare', {
      metric: name('cpu-usage-rate'),
      canary: name('9c1a77d0f2'),
      stable: name('5d4f8b6c77'),
    }),
    stepIndex: 0,
    steps: someSteps(nowMs, 5, { state: 'failed', outcome: 'failed' }).map(
      step => (step.state === 'to-do' ? { ...step, state: stopped } : step),
    ),
    revisions: [
      aRevision('stable', nowMs, { desired: 5, ready: 5 }),
      aRevision('canary', nowMs, { desired: 0, ready: 0, endedAtMs }),
    ],
    weights: { asked: known(0), pods: known({ canary: 0, total: 5 }) },
    analysis: [
      aRun(nowMs, {
        phase: 'failed',
        message:
          'Metric "cpu-usage-rate" assessed Failed due to failed (3) > failureLimit (2)',
        completedAtMs: endedAtMs,
        metrics: [
          aMetric('cpu-usage-rate', of([0.31, 0.58, 0.61, 0.6], 0.5), {
            phase: 'failed',
            limit: { value: 0.5, operator: '<' },
            successCondition: 'result[0] < 0.5',
            query: 'avg(rate(container_cpu_usage_seconds_total[1m]))',
          }),
          aMetric('error-share', of([0.002, 0.002, 0.004, 0.003], 0.01), {
            limit: { value: 0.01, operator: '<' },
          }),
          aMetric('e2e-p95', of([1.04, 1.11, null, 1.18], 1.3)),
        ],
      }),
    ],
    events: [...someEvents(nowMs), { atMs: endedAtMs, kind: 'aborted' }],
    controls: someControls(['retry', 'promote-full', 'abort', 'promote'], {
      abort: say('canary.refused.already-aborted'),
      promote: say('canary.refused.aborted'),
      'promote-full': say('canary.refused.aborted'),
    }),
  });
}

/** New pods did not get ready in time. */
export function timedOut(nowMs: number): RolloutState {
  return aRollout(nowMs, {
    phase: 'degraded',
    verdict: 'critical',
    headline: say('canary.degraded.deadline', { revision: count(8) }),
    details: [
      say('canary.deadline', {
        revision: count(8),
        ready: count(1),
        desired: count(2),
      }),
      say('canary.traffic.shared', { revision: count(8) }),
    ],
    next: say('canary.next.pods', {
      pod: name('pingpong-counter-9c1a77d0f2-x7k2p'),
      reason: name('ImagePullBackOff'),
    }),
    stepIndex: 0,
    steps: someSteps(nowMs, 0),
    revisions: [
      aRevision('stable', nowMs),
      aRevision('canary', nowMs, {
        ready: 1,
        pods: [
          {
            name: 'pingpong-counter-9c1a77d0f2-x7k2p',
            phase: 'Pending',
            isReady: false,
            restarts: 0,
            reason: 'ImagePullBackOff',
          },
          {
            name: 'pingpong-counter-9c1a77d0f2-b8m4q',
            phase: 'Running',
            isReady: true,
            restarts: 3,
          },
        ],
      }),
    ],
    weights: { asked: known(25), pods: known({ canary: 1, total: 4 }) },
    analysis: [],
    controls: someControls(['abort', 'promote-full'], {
      'promote-full': say('canary.refused.degraded'),
    }),
  });
}

/** Nothing goes on: the last revision has everything. */
export function healthy(nowMs: number): RolloutState {
  const measured = aRun(nowMs, { phase: 'successful' });
  return aRollout(nowMs, {
    phase: 'healthy',
    verdict: 'ok',
    headline: say('canary.healthy', { revision: count(8) }),
    details: [],
    stepIndex: 9,
    steps: someSteps(nowMs, 9),
    revisions: [
      aRevision('stable', nowMs, {
        revision: 8,
        podHash: '9c1a77d0f2',
        images: ['ghcr.io/demo/pingpong:1.15.0'],
        desired: 5,
        ready: 5,
      }),
    ],
    weights: { asked: known(100), pods: known({ canary: 5, total: 5 }) },
    analysis: [
      {
        ...measured,
        metrics: measured.metrics.map(metric => ({
          ...metric,
          phase: 'successful',
          of: 3,
          dueAtMs: undefined,
        })),
      },
    ],
    controls: someControls(['promote', 'abort', 'retry'], {
      promote: say('canary.refused.no-update'),
      abort: say('canary.refused.no-update'),
      retry: say('canary.refused.no-update'),
    }),
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
