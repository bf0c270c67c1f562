import type { Logger } from "pino";
import type { Encoding } from "./encoding/Encoding.js";
import type { Health } from "./health.js";
import type { Metrics } from "./metrics.js";
import type { Settings } from "./settings.js";

/** What every role is given. */
export interface Context {
  settings: Settings;
  log: Logger;
  metrics: Metrics;
  health: Health;
  /** Of messages in Kafka. */
  encoding: Encoding;
  /** Aborted when the service stops: every wait ends. */
  signal: AbortSignal;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Ends what was started; resolves when it has ended. */
export type Stop = () => Promise<void>;
