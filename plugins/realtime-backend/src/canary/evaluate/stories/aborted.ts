import type { Finding } from '@backstage-realtime/plugin-realtime-common';
import type { Abort, Blame } from '../abort';
import { readComparison } from '../../parse/condition';
import { conditionOf, errorsInRow, valueText } from '../measuring';
import { currentRevision, stableRevision } from '../revisions';
import type { RolloutView } from '../RolloutView';
import { count, name, number, say, time, type Story } from '../say';

/** Which metric, which value, against which condition, and what happened next. */
export function tellAborted(view: RolloutView, abort: Abort): Story {
  const at = abort.atMs === undefined ? name('–') : time(abort.atMs);
  return {
    verdict: 'critical',
    headline: headlineOf(view, abort, at),
    details: [
      ...tellTraffic(view),
      ...tellCause(abort),
      say('canary.stays-degraded', { revision: currentRevision(view) }),
    ],
    next: nextOf(view, abort),
  };
}

type Value = Finding['values'][string];

function headlineOf(view: RolloutView, abort: Abort, at: Value): Finding {
  const { because, blame, run, reason } = abort;
  if (because === 'hand') return say('canary.aborted.hand', { at });
  if (because === 'deadline')
    return say('canary.aborted.deadline', {
      at,
      revision: currentRevision(view),
    });
  if (blame) return tellBlame(blame, at);
  if (run)
    return say('canary.aborted.analysis', {
      at,
      run: name(run.name),
      outcome: name(run.phase),
    });
  return say('canary.aborted.other', { at, reason: name(reason ?? '–') });
}

function tellBlame({ metric, measurement }: Blame, at: Value): Finding {
  const values = { at, metric: name(metric.name) };
  if (metric.phase === 'inconclusive')
    return say('canary.aborted.inconclusive', values);
  if (metric.phase === 'error') {
    const value = measurement?.value;
    const isEmpty = value && !value.known && value.missing.code === 'no-data';
    return say(
      isEmpty ? 'canary.aborted.no-data' : 'canary.aborted.error',
      values,
    );
  }
  return tellFailed(metric, {
    ...values,
    value: name(measurement ? valueText(measurement) : '–'),
  });
}

/** Where both conditions are given, only the failure condition fails a measurement. */
function tellFailed(
  metric: Blame['metric'],
  values: Finding['values'],
): Finding {
  const { limit, successCondition, failureCondition } = metric;
  if (successCondition && failureCondition)
    return say('canary.aborted.failure-condition', {
      ...values,
      condition: name(comparisonText(failureCondition)),
    });
  return limit
    ? say('canary.aborted.limit', { ...values, limit: number(limit.value) })
    : say('canary.aborted.condition', {
        ...values,
        condition: name(conditionOf(metric)),
      });
}

/** `>= 0.2` where it is one comparison, else as it is written. */
function comparisonText(condition: string): string {
  const comparison = readComparison(condition);
  return comparison ? `${comparison.operator} ${comparison.value}` : condition;
}

function tellTraffic(view: RolloutView): Finding[] {
  const { stable, rollout, status } = view;
  const revision = stableRevision(view);
  const isRouted = rollout.strategy.hasRouter && (status.routerWeight ?? 0) > 0;
  if (!stable) return [];
  const isBack = stable.ready >= stable.desired && !isRouted;
  return isBack
    ? [say('canary.traffic.back', { revision })]
    : [
        say('canary.traffic.going-back', {
          revision,
          ready: count(stable.ready),
          desired: count(stable.desired),
        }),
      ];
}

function tellCause({ run, blame }: Abort): Finding[] {
  if (!run || !blame) return [];
  const { metric, measurement } = blame;
  const { counts, left } = metric;
  const errors = errorsInRow(metric).length;
  const values = { run: name(run.name), metric: name(metric.name) };
  // Of a metric that failed it only repeats what is told below.
  const message =
    measurement?.message ??
    (metric.phase === 'error' ? metric.message : undefined);
  const why = message
    ? [
        say('canary.measured.message', {
          metric: name(metric.name),
          message: name(message),
        }),
      ]
    : [];
  if (metric.phase === 'error')
    return [
      say('canary.analysis.error', {
        ...values,
        count: count(errors),
        limit: count(Math.max(0, errors - 1)),
      }),
      ...why,
    ];
  const failed = {
    ...values,
    count: count(counts.failed),
    limit: count(Math.max(0, counts.failed + left.failed - 1)),
  };
  return run.stepIndex === undefined
    ? [say('canary.analysis.failed-beside', failed), ...why]
    : [
        say('canary.analysis.failed', {
          ...failed,
          step: count(run.stepIndex + 1),
        }),
        ...why,
      ];
}

function nextOf(view: RolloutView, { blame }: Abort): Finding {
  if (!blame) return say('canary.next.retry');
  const metric = name(blame.metric.name);
  const canary = name(view.currentHash ?? '–');
  return blame.metric.phase === 'error'
    ? say('canary.next.measure', { metric, canary })
    : say('canary.next.compare', {
        metric,
        canary,
        stable: name(view.stableHash ?? '–'),
      });
}
