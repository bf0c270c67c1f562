import {
  known,
  type AnalysisMetric,
  type AnalysisRun,
  type CanaryState,
  type Finding,
  type FindingValue,
  type Measurement,
  type RolloutControl,
  type RolloutEvent,
  type RolloutRef,
  type RolloutRevision,
  type RolloutState,
  type RolloutStep,
} from '@backstage-realtime/plugin-realtime-common';

export const rolloutRef: RolloutRef = {
  cluster: 'prod-eu1',
  namespace: 'pingpong',
  name: 'pingpong-counter',
};

export const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const share = (percent: number): FindingValue => ({
  kind: 'share',
  share: percent / 100,
});
const count = (n: number): FindingValue => ({ kind: 'count', count: n });
const name = (text: string): FindingValue => ({ kind: 'name', text });
const number = (value: number): FindingValue => ({ kind: 'number', value });
const time = (atMs: number): FindingValue => ({ kind: 'time', atMs });

/** A sentence with its values written short. */
export function say(
  sentence: string,
  values: Record<string, FindingValue> = {},
): Finding {
  return { sentence, values };
}

export const write = { share, count, name, number, time };

const names = ['cpu-usage-rate', 'error-share'];

/** Nine steps, of which `done` are over; the next is `now`. */
export function someSteps(
  nowMs: number,
  done: number,
  now: Partial<RolloutStep> = {},
): RolloutStep[] {
  const kinds: RolloutStep[] = [25, 50, 75].flatMap(weight => [
    { kind: 'weight', weight, state: 'to-do' } as const,
    { kind: 'pause', pauseMs: MINUTE, state: 'to-do' } as const,
    { kind: 'analysis', names, state: 'to-do' } as const,
  ]);
  return kinds.map((step, i) => {
    if (i < done) return doneStep(step, nowMs - (done - i) * MINUTE);
    return i === done ? { ...step, state: 'now', ...now } : step;
  });
}

function doneStep(step: RolloutStep, startedAtMs: number): RolloutStep {
  const isAnalysis = step.kind === 'analysis';
  return {
    ...step,
    state: 'done',
    startedAtMs,
    ...(isAnalysis && {
      outcome: 'successful' as const,
      measured: { done: 3, of: 3 },
    }),
  };
}

export function aRevision(
  role: RolloutRevision['role'],
  nowMs: number,
  part: Partial<RolloutRevision> = {},
): RolloutRevision {
  const isStable = role === 'stable';
  return {
    role,
    revision: isStable ? 7 : 8,
    podHash: isStable ? '5d4f8b6c77' : '9c1a77d0f2',
    images: [`ghcr.io/demo/pingpong:${isStable ? '1.14.2' : '1.15.0'}`],
    desired: isStable ? 3 : 2,
    ready: isStable ? 3 : 2,
    available: isStable ? 3 : 2,
    createdAtMs: nowMs - (isStable ? 147 * 60 : 7.8) * MINUTE,
    pods: [],
    ...part,
  };
}

/** Measurements of one metric, 30 s apart; null is no data. */
export function someMeasurements(
  values: Array<number | null>,
  limit: number,
  lastAtMs: number,
): Measurement[] {
  return values.map((value, i) => {
    const finishedAtMs = lastAtMs - (values.length - 1 - i) * 30 * SECOND;
    if (value === null)
      return {
        phase: 'inconclusive',
        value: { known: false, missing: { code: 'no-data' } },
        raw: '[]',
        finishedAtMs,
      };
    const phase = value < limit ? 'successful' : 'failed';
    return { phase, value: known(value), raw: `[${value}]`, finishedAtMs };
  });
}

export function aMetric(
  metric: string,
  measurements: Measurement[],
  part: Partial<AnalysisMetric> = {},
): AnalysisMetric {
  const by = (phase: string) =>
    measurements.filter(m => m.phase === phase).length;
  return {
    name: metric,
    phase: 'running',
    measurements,
    counts: {
      total: measurements.length,
      successful: by('successful'),
      failed: by('failed'),
      inconclusive: by('inconclusive'),
      error: by('error'),
    },
    of: 5,
    intervalMs: 30 * SECOND,
    left: { failed: 2 - by('failed'), inconclusive: 3, error: 4 },
    failuresAllowed: 2,
    isDryRun: false,
    ...part,
  };
}

/** The run of step 6: three of five measured, one over its limit. */
export function aRun(
  nowMs: number,
  part: Partial<AnalysisRun> = {},
): AnalysisRun {
  const lastAtMs = nowMs - 24 * SECOND;
  const due = { dueAtMs: lastAtMs + 30 * SECOND };
  const of = (values: Array<number | null>, limit: number) =>
    someMeasurements(values, limit, lastAtMs);
  return {
    name: 'pingpong-counter-9c1a77d0f2-8-5',
    kind: 'step',
    stepIndex: 5,
    podHash: '9c1a77d0f2',
    phase: 'running',
    startedAtMs: nowMs - 90 * SECOND,
    isTerminated: false,
    metrics: [
      aMetric('cpu-usage-rate', of([0.27, 0.29, 0.61], 0.5), {
        ...due,
        limit: { value: 0.5, operator: '<' },
        successCondition: 'result[0] < 0.5',
        query:
          'avg(rate(container_cpu_usage_seconds_total{namespace="pingpong", pod=~"pingpong-counter-9c1a77d0f2-.*"}[1m]))',
      }),
      aMetric('error-share', of([0.002, 0.001, 0.002], 0.01), {
        ...due,
        limit: { value: 0.01, operator: '<' },
      }),
      aMetric('e2e-p95', of([1.04, null, 1.02], 1.3), {
        ...due,
        successCondition: 'len(result) > 0 && result[0] <= 1.3',
      }),
    ],
    ...part,
  };
}

/** The controls a reader with the right has; `refused` cannot be done now. */
export function someControls(
  actions: RolloutControl['action'][],
  refused: Partial<Record<RolloutControl['action'], Finding>> = {},
): RolloutControl[] {
  const bodies: Record<RolloutControl['action'], object> = {
    promote: { pauseConditions: null },
    'skip-step': { pauseConditions: null, currentStepIndex: 6 },
    'promote-full': { promoteFull: true },
    abort: { abort: true },
    retry: { abort: false },
  };
  return actions.map(action => ({
    action,
    patches: [
      { subresource: 'status', body: { status: bodies[action] } },
      ...(action === 'promote' ? [{ body: { spec: { paused: false } } }] : []),
    ],
    expects: 'uid-1/41/5',
    consequence: say(`canary.control.${action}`, {
      step: count(6),
      steps: count(9),
      revision: count(8),
      stable: count(7),
    }),
    refusal: refused[action],
  }));
}

/** Weights that were set, minutes ago. */
export function someEvents(nowMs: number): RolloutEvent[] {
  return [
    { atMs: nowMs - 7.8 * MINUTE, kind: 'weight', weight: 25 },
    { atMs: nowMs - 6.8 * MINUTE, kind: 'paused' },
    { atMs: nowMs - 4 * MINUTE, kind: 'weight', weight: 50 },
  ];
}

/** Step 6 of 9: an analysis runs, one measurement failed and one more may. */
export function aRollout(
  nowMs: number,
  part: Partial<RolloutState> = {},
): RolloutState {
  return {
    strategy: 'canary',
    phase: 'progressing',
    verdict: 'info',
    headline: say('canary.progressing.analysis', {
      step: count(6),
      steps: count(9),
      weight: share(50),
      done: count(3),
      of: count(5),
    }),
    details: [
      say('canary.measured.failed', {
        count: count(1),
        metric: name('cpu-usage-rate'),
        value: number(0.61),
        condition: name('< 0.5'),
        left: count(1),
      }),
      say('canary.measured.next', { dueAt: time(nowMs + 6 * SECOND) }),
    ],
    sinceMs: nowMs - 90 * SECOND,
    generation: { observed: 41, current: 41 },
    stepIndex: 5,
    steps: someSteps(nowMs, 5, { measured: { done: 3, of: 5 } }),
    revisions: [aRevision('stable', nowMs), aRevision('canary', nowMs)],
    weights: { asked: known(50), pods: known({ canary: 2, total: 5 }) },
    analysis: [aRun(nowMs)],
    events: someEvents(nowMs),
    controls: someControls(
      ['promote', 'skip-step', 'promote-full', 'abort', 'retry'],
      {
        promote: say('canary.refused.analysis-runs'),
        retry: say('canary.refused.not-aborted'),
      },
    ),
    ...part,
  };
}

/** One rollout on one watched cluster. */
export function aCanary(
  nowMs: number,
  state: RolloutState,
  part: Partial<CanaryState> = {},
): CanaryState {
  return {
    entityRef: 'component:default/pingpong-counter',
    evaluatedAtMs: nowMs,
    rollouts: [{ ref: rolloutRef, rollout: known(state) }],
    clusters: [
      {
        cluster: 'prod-eu1',
        mode: 'watch',
        readAtMs: nowMs - 2 * SECOND,
        gaps: [],
      },
    ],
    problems: [],
    ...part,
  };
}
