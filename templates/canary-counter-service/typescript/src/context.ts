import type { Logger } from "pino";
import type { Metrics } from "./metrics.js";

/** What every role is given. */
export interface Context {
  log: Logger;
  metrics: Metrics;
  /** Aborted when the service stops: every wait ends. */
  signal: AbortSignal;
}

/** Whether requests are welcome, in the words of /health/ready. */
export interface Readiness {
  isReady: boolean;
  /** What it depends on; no addresses, no secrets. */
  checks: Record<string, string>;
}

/** One role of the service: what it answers with, and how it ends. */
export interface Part {
  readiness: () => Readiness;
  /** Resolves when nothing of it runs any more. */
  stop: () => Promise<void>;
}
