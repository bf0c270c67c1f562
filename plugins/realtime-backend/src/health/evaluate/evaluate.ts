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
import type { EvaluateInput, Evaluation, RawResult } from './types';

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
  const work = evaluateBySteps(createContext(input));
  let next = work.next();
  while (!next.done) next = work.next();
  return next.value;
}

/**
 * As {@link evaluate}, of an input that is arranged already. Stops after each
 * check of a subject and after each row, where others may run: of ten thousand
 * partitions all of it takes hundreds of ms.
 */
export function* evaluateBySteps(
  context: HealthContext,
): Generator<void, Evaluation> {
  const raws: RawResult[] = [];
  for (const check of CHECKS) {
    for (const raw of check.steps?.(context) ?? check.evaluate(context)) {
      raws.push(raw);
      yield;
    }
  }
  const { results, memory } = holdResults(raws, context.memory, context.nowMs);
  const checks = foldUnknowns(results, raws).sort(compareResults);
  yield;
  const rows = yield* rowsOf(context, results);
  return { health: toHealth(context, rows, checks), memory };
}

type Rows = Pick<TopicHealth, 'topics' | 'groups'>;

function* rowsOf(
  context: HealthContext,
  results: readonly CheckResult[],
): Generator<void, Rows> {
  const rows: Rows = { topics: [], groups: [] };
  for (const topic of context.topics) {
    rows.topics.push(topicRow(topic, results, context));
    yield;
  }
  for (const reader of context.readers) {
    rows.groups.push(groupRow(reader, results, context));
    yield;
  }
  return rows;
}

function toHealth(
  context: HealthContext,
  rows: Rows,
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
    ...rows,
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
