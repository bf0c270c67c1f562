import {
  known,
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

const { count, name, number, time } = write;

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
