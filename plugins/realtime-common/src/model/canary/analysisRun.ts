import type { Reading } from '../health/reading';

/** Phases of a run, a metric and a measurement; `unknown` is one of a newer version. @public */
export type AnalysisPhase =
  | 'pending'
  | 'running'
  | 'successful'
  | 'failed'
  | 'error'
  | 'inconclusive'
  | 'unknown';

/** One measurement. @public */
export interface Measurement {
  phase: AnalysisPhase;
  /** Missing as `not-a-number`, `no-data` or `failed`; never zero for these. */
  value: Reading<number>;
  /** What the provider answered, at most 120 characters. */
  raw?: string;
  startedAtMs?: number;
  finishedAtMs?: number;
  message?: string;
}

/** A limit read from a condition that compares the result with one number. @public */
export interface MeasurementLimit {
  value: number;
  /** How a good value compares with it. */
  operator: '<' | '<=' | '>' | '>=';
}

/** Counts of measurements by how they ended. @public */
export interface MeasurementCounts {
  total: number;
  successful: number;
  failed: number;
  inconclusive: number;
  error: number;
}

/** One metric of a run. @public */
export interface AnalysisMetric {
  name: string;
  phase: AnalysisPhase;
  /** Conditions as written. */
  successCondition?: string;
  failureCondition?: string;
  /** Missing when the conditions are more than one comparison. */
  limit?: MeasurementLimit;
  /** The last ones that the cluster keeps, oldest first. */
  measurements: Measurement[];
  counts: MeasurementCounts;
  /** Measurements asked for; missing: as long as the run lasts. */
  of?: number;
  intervalMs?: number;
  /** When the next measurement is due; missing when none is. */
  dueAtMs?: number;
  /** How many more may end so before the run does; `error` counts those in a row. */
  left: { failed: number; inconclusive: number; error: number };
  /** Failures that do not end it; missing where no number does. */
  failuresAllowed?: number;
  /** Does not decide anything. */
  isDryRun: boolean;
  message?: string;
  /** Query with its arguments filled in, as the controller resolved it. */
  query?: string;
}

/** An analysis that has not begun: what it will measure, as its templates say. @public */
export interface PlannedAnalysis {
  kind: 'step' | 'background' | 'experiment';
  /** Index of the step that begins with it, or that it begins beside. */
  stepIndex: number;
  /** When it begins; missing where that is up to pods or people. */
  startsAtMs?: number;
  /** Names of its templates. */
  names: string[];
  /** Pending ones without measurements; missing where a template cannot be read. */
  metrics: Reading<AnalysisMetric[]>;
}

/** One AnalysisRun. @public */
export interface AnalysisRun {
  name: string;
  kind:
    'step' | 'background' | 'pre-promotion' | 'post-promotion' | 'experiment';
  /** Index of the step it belongs to. */
  stepIndex?: number;
  podHash?: string;
  phase: AnalysisPhase;
  message?: string;
  startedAtMs?: number;
  completedAtMs?: number;
  /** Ended because the rollout did, not by its own judgement. */
  isTerminated: boolean;
  metrics: AnalysisMetric[];
}
