import {
  VERDICTS,
  type CheckResult,
  type SystemReading,
  type TopicHealth,
  type Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import { CHECKS } from './checks';
import { createContext } from './context/createContext';
import type { HealthContext, SystemView } from './context/HealthContext';
import { foldUnknowns } from './foldUnknowns';
import { holdResults } from './hold';
import { groupRow } from './rows/groupRow';
import { topicRow } from './rows/topicRow';
import { compareResults, worstOf } from './rows/worst';
import type { EvaluateInput, Evaluation } from './types';

/**
 * Judges the streams of one entity. A function of what was observed, what is
 * remembered and the time: no request, no clock, no state, so that every
 * verdict can be repeated in a test and explained on a page.
 *
 * The input is arranged by topic and group, every family of checks is asked,
 * verdicts are held in one place, and what cannot be told is folded into its
 * reason. There is no score: the status of the entity is its worst check, with
 * its sentence. `unknown` and `not-applicable` are no good news; an entity with
 * nothing but those is not `ok`.
 */
export function evaluate(input: EvaluateInput): Evaluation {
  return evaluateContext(createContext(input));
}

/** As {@link evaluate}, of an input that is arranged already. */
export function evaluateContext(context: HealthContext): Evaluation {
  const raws = CHECKS.flatMap(check => check.evaluate(context));
  const { results, memory } = holdResults(raws, context.memory, context.nowMs);
  const checks = foldUnknowns(results, raws).sort(compareResults);
  return { health: toHealth(context, results, checks), memory };
}

function toHealth(
  context: HealthContext,
  results: readonly CheckResult[],
  checks: CheckResult[],
): TopicHealth {
  const { scope, nowMs, intervalMs } = context;
  const worst = worstOf(checks);
  return {
    entityRef: scope.entityRef,
    evaluatedAtMs: nowMs,
    intervalMs,
    verdict: worst?.verdict ?? verdictOfNothing(checks),
    sinceMs: worst?.sinceMs ?? sinceAllIsWell(checks, nowMs),
    headline: worst?.key,
    tier: scope.tier,
    systems: context.systems.map(view => toSystemReading(view, nowMs)),
    topics: context.topics.map(topic => topicRow(topic, results, context)),
    groups: context.readers.map(reader => groupRow(reader, results, context)),
    checks,
    counts: countVerdicts(checks),
    problems: [...scope.problems],
  };
}

/** Without a single good answer nothing is well. */
function verdictOfNothing(checks: readonly CheckResult[]): Verdict {
  return checks.some(({ verdict }) => verdict === 'ok')
    ? 'ok'
    : 'not-applicable';
}

/** All is well since the last check turned good. */
function sinceAllIsWell(checks: readonly CheckResult[], nowMs: number): number {
  const good = checks.filter(({ verdict }) => verdict === 'ok');
  return good.length === 0
    ? nowMs
    : good.reduce((latest, { sinceMs }) => Math.max(latest, sinceMs), 0);
}

function countVerdicts(
  checks: readonly CheckResult[],
): Record<Verdict, number> {
  const counts = Object.fromEntries(VERDICTS.map(each => [each, 0]));
  for (const { verdict } of checks) counts[verdict] += 1;
  return counts as Record<Verdict, number>;
}

function toSystemReading(
  { system, observation, missing, ageMs }: SystemView,
  nowMs: number,
): SystemReading {
  const brokers = observation?.brokers ?? [];
  const silent = brokers.filter(({ isAnswering }) => isAnswering === false);
  return {
    system,
    checkedAtMs: observation?.atMs ?? nowMs,
    source: observation?.source ?? 'kafka',
    brokers: {
      total: brokers.length,
      answered: brokers.length - silent.length,
      silent: silent.map(({ id }) => id),
    },
    requests: observation?.requests ?? 0,
    tookMs: observation?.tookMs ?? 0,
    missing,
    sinceMs: missing && nowMs - ageMs,
  };
}
