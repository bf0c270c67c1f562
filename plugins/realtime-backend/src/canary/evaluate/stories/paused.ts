import type {
  AnalysisRun,
  Finding,
} from '@backstage-realtime/plugin-realtime-common';
import { findBlame } from '../abort';
import { tellMeasuring } from '../measuring';
import { currentRevision, stableRevision } from '../revisions';
import type { RolloutView } from '../RolloutView';
import { count, duration, name, say, share, time, type Story } from '../say';
import { readAsked } from '../weights';

/** The controller looks at a pause that is over within a second; later than this something is wrong. */
const OVERDUE_MS = 15_000;

export function tellPaused(view: RolloutView): Story {
  const reasons = view.status.pauses.map(({ reason }) => reason);
  if (reasons.includes('InconclusiveAnalysisRun')) return tellDecision(view);
  if (reasons.includes('InconclusiveExperiment'))
    return {
      verdict: 'warning',
      headline: say('canary.paused.inconclusive-experiment', placeOf(view)),
      details: [],
      next: say('canary.next.promote'),
    };
  if (reasons.includes('BlueGreenPause')) return tellBlueGreen(view);
  if (reasons.includes('CanaryPauseStep')) return tellStep(view);
  if (view.rollout.isPausedBySpec)
    return {
      verdict: 'info',
      headline: say('canary.paused.user'),
      details: [],
      next: say('canary.next.resume'),
    };
  const reason = name(reasons[0] || view.status.message || '–');
  const headline = say('canary.paused.other', { reason });
  return { verdict: 'info', headline, details: [] };
}

function placeOf(view: RolloutView): Finding['values'] {
  const { steps } = view.rollout.strategy;
  const asked = readAsked(view);
  return {
    step: count((view.status.stepIndex ?? 0) + 1),
    steps: count(steps.length),
    weight: share(asked.known ? asked.value / 100 : 0),
  };
}

function tellStep(view: RolloutView): Story {
  const { status, rollout } = view;
  const { pauseMs } = rollout.strategy.steps[status.stepIndex ?? 0] ?? {};
  const sinceMs = startedAt(view, 'CanaryPauseStep');
  const details = [...tellMeasuring(view), ...tellThen(view)];
  if (pauseMs === undefined || sinceMs === undefined)
    return {
      verdict: 'info',
      headline: say('canary.paused.manual', placeOf(view)),
      details: [...tellSince(sinceMs), ...details],
      next: say('canary.next.promote'),
    };
  return tellTimed(view, sinceMs + pauseMs, {
    headline: say('canary.paused.timed', {
      ...placeOf(view),
      endsAt: time(sinceMs + pauseMs),
    }),
    details: [
      say('canary.pause.ends', {
        duration: duration(pauseMs),
        endsAt: time(sinceMs + pauseMs),
      }),
      ...details,
    ],
  });
}

/** A pause that goes on by itself, unless nobody is there to go on. */
function tellTimed(
  { nowMs }: RolloutView,
  endsAtMs: number,
  { headline, details }: Pick<Story, 'headline' | 'details'>,
): Story {
  if (nowMs < endsAtMs + OVERDUE_MS)
    return {
      verdict: 'info',
      headline,
      details,
      next: say('canary.next.nothing'),
    };
  const overdue = say('canary.pause.overdue', { endsAt: time(endsAtMs) });
  return { verdict: 'warning', headline, details: [overdue, ...details] };
}

/** What comes after the pause. */
function tellThen(view: RolloutView): Finding[] {
  const { steps } = view.rollout.strategy;
  const step = steps[(view.status.stepIndex ?? 0) + 1];
  if (!step)
    return [say('canary.then.all', { revision: currentRevision(view) })];
  const { kind, weight, names = [], pauseMs } = step;
  switch (kind) {
    case 'weight':
      return [
        say('canary.then.weight', { weight: share((weight ?? 0) / 100) }),
      ];
    case 'analysis':
      return [
        say('canary.then.analysis', { names: name(names.join(', ') || '–') }),
      ];
    case 'pause':
      return pauseMs === undefined
        ? [say('canary.then.pause-manual')]
        : [say('canary.then.pause', { duration: duration(pauseMs) })];
    default:
      return [say('canary.then.other', { kind: name(kind) })];
  }
}

function tellDecision(view: RolloutView): Story {
  const run = view.runs.find(({ phase }) => phase === 'inconclusive');
  const blame = run && findBlame(run);
  if (!run || !blame)
    return {
      verdict: 'warning',
      headline: say('canary.paused.inconclusive', placeOf(view)),
      details: [],
      next: say('canary.next.promote'),
    };
  const metric = name(blame.metric.name);
  return {
    verdict: 'warning',
    headline: say('canary.paused.inconclusive.metric', {
      ...placeOf(view),
      metric,
    }),
    details: tellInconclusive(run, blame),
    next: say('canary.next.decide', { metric }),
  };
}

function tellInconclusive(
  run: AnalysisRun,
  { metric, measurement }: NonNullable<ReturnType<typeof findBlame>>,
): Finding[] {
  const { counts, left } = metric;
  const values = { run: name(run.name), metric: name(metric.name) };
  const value = measurement?.value;
  const isNoNumber =
    value && !value.known && value.missing.code === 'not-a-number';
  return [
    say('canary.analysis.inconclusive', {
      ...values,
      count: count(counts.inconclusive),
      limit: count(Math.max(0, counts.inconclusive + left.inconclusive - 1)),
    }),
    ...(isNoNumber ? [say('canary.analysis.not-a-number', values)] : []),
  ];
}

function tellBlueGreen(view: RolloutView): Story {
  const values = {
    revision: currentRevision(view),
    stable: stableRevision(view),
  };
  const { takesOverAfterMs } = view.rollout.strategy;
  const sinceMs = startedAt(view, 'BlueGreenPause');
  if (takesOverAfterMs === undefined || sinceMs === undefined)
    return {
      verdict: 'info',
      headline: say('canary.paused.blue-green', values),
      details: tellSince(sinceMs),
      next: say('canary.next.promote'),
    };
  const endsAt = time(sinceMs + takesOverAfterMs);
  return tellTimed(view, sinceMs + takesOverAfterMs, {
    headline: say('canary.paused.blue-green.timed', { ...values, endsAt }),
    details: [],
  });
}

function tellSince(sinceMs: number | undefined): Finding[] {
  return sinceMs === undefined
    ? []
    : [say('canary.pause.since', { sinceAt: time(sinceMs) })];
}

function startedAt(
  { status }: RolloutView,
  reason: string,
): number | undefined {
  return status.pauses.find(pause => pause.reason === reason)?.startedAtMs;
}
