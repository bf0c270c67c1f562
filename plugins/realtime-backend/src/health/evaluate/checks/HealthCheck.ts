import type {
  CheckSubject,
  Missing,
} from '@backstage-realtime/plugin-realtime-common';
import type { HealthContext } from '../context/HealthContext';
import { unknown, type Judgement } from '../judgement';
import type { RawResult } from '../types';

/** A family of checks: pure, no clock, no I/O. */
export interface HealthCheck {
  /** Family of the ids it answers: `lag`, `isr`. */
  name: string;
  evaluate(context: HealthContext): RawResult[];
  /** The same, result by result, for whoever has to let others run in between. */
  steps?(context: HealthContext): Iterable<RawResult>;
}

/** What checks of one kind look at. */
export interface Checked {
  subject: CheckSubject;
  /** Why nothing of it is known. */
  missing?: Missing;
}

/** One check on one subject. */
export interface SubjectCheck<S extends Checked> {
  id: string;
  /** Requests that the values come from. */
  sources: readonly string[];
  judge(subject: S, context: HealthContext): Judgement;
}

/**
 * Asks every check of a family about every subject. A subject of which nothing
 * is known is `unknown` to all of them, so no check can mistake silence for
 * good news.
 */
export function family<S extends Checked>(
  name: string,
  subjectsOf: (context: HealthContext) => readonly S[],
  checks: readonly SubjectCheck<S>[],
): HealthCheck {
  function* steps(context: HealthContext): Generator<RawResult> {
    for (const subject of subjectsOf(context)) {
      for (const check of checks) yield toResult(check, subject, context);
    }
  }
  return { name, steps, evaluate: context => [...steps(context)] };
}

function toResult<S extends Checked>(
  check: SubjectCheck<S>,
  checked: S,
  context: HealthContext,
): RawResult {
  const { at, ...judgement } = checked.missing
    ? unknown(checked.missing, checked.subject)
    : withoutQuestion(check.judge(checked, context));
  return {
    check: check.id,
    subject: { ...checked.subject, ...at },
    rule: [],
    limits: [],
    evidence: [],
    next: [],
    sources: [...check.sources],
    ...judgement,
  };
}

/** What nobody asked for, or the broker has no words for, is no lack of an answer. */
function withoutQuestion(judgement: Judgement): Judgement {
  const { code } = judgement.missing ?? {};
  return judgement.verdict === 'unknown' &&
    (code === 'not-asked' || code === 'unsupported')
    ? { ...judgement, verdict: 'not-applicable' }
    : judgement;
}
