import type {
  CheckLimit,
  CheckResult,
  Missing,
  TopicHealth,
  Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import type { ContentObservation } from '../content/ContentObservation';
import type { HealthHistory } from '../history/HealthHistory';
import type { UsualRates } from '../history/HourlyRates';
import type { Observation, StageObservation } from '../observation';

/** What the entity declares and which limits apply to it. */
export interface HealthScope {
  entityRef: string;
  tier: 'prod' | 'dev';
  tags: readonly string[];
  owner?: string;
  topics: ReadonlyArray<{ system: string; topic: string }>;
  groups: ReadonlyArray<{ system: string; group: string }>;
  /** By name: `lag.slo.warn`; every limit a check uses, with its origin. */
  limits: HealthLimits;
  /** Parts of annotations that could not be read, each in a sentence. */
  problems: readonly string[];
}

/** Limits by name. Asking for one that does not exist is a mistake in the code. */
export interface HealthLimits {
  get(name: string): CheckLimit;
  /** Limits that exist only where somebody declares them: `flow.interval.ping_topic`. */
  find(name: string): CheckLimit | undefined;
  names(): readonly string[];
}

/** What is remembered of a result between two evaluations: hysteresis and `since`. */
export interface CheckMemory {
  verdict: Verdict;
  sinceMs: number;
  /** Since when the rule says something else than the verdict. */
  wants?: { verdict: Verdict; sinceMs: number; readings: number };
  /** Last reading with a known verdict; `unknown` does not erase it. */
  lastKnown?: { verdict: Verdict; atMs: number; sinceMs: number };
  /** What raised the verdict: how long it takes to clear, and its words if they stay. */
  raisedBy?: Pick<RawResult, 'hold' | 'finding' | 'rule' | 'evidence' | 'next'>;
}

export type HealthMemory = ReadonlyMap<string, CheckMemory>;

export interface EvaluateInput {
  scope: HealthScope;
  observations: readonly Observation[];
  stages: readonly StageObservation[];
  /** Of the streams that somebody reads; missing: nobody looks into records. */
  contents?: readonly ContentObservation[];
  history: HealthHistory;
  /** What former days brought at this hour; missing: nothing is known of them. */
  usual?: UsualRates;
  memory: HealthMemory;
  intervalMs: number;
  nowMs: number;
}

export interface Evaluation {
  health: TopicHealth;
  memory: HealthMemory;
}

/** A result before hysteresis: what the rule says of this one reading. */
export type RawResult = Omit<CheckResult, 'sinceMs' | 'pending' | 'key'> & {
  /** How long the rule must hold before it counts, and how long it must not before it clears. */
  hold?: {
    forMs?: number;
    readings?: number;
    clearMs?: number;
    /** While it clears, what was found stays on show: lost records stay lost. */
    keepsFinding?: boolean;
  };
  /** Why the verdict is `unknown`. */
  missing?: Missing;
};
