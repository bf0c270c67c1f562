import {
  collectDefaultMetrics,
  Counter,
  Gauge,
  Histogram,
  Registry,
} from "prom-client";

/**
 * What /metrics shows. A fresh set for each service, so that tests do not
 * count each other's requests. The analysis of a rollout reads the first two:
 * rename them there as well.
 */
export type Metrics = ReturnType<typeof createMetrics>;

const LATENCY_BUCKETS = [
  0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];

export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Counter({
      name: "http_requests_total",
      help: "Requests that were answered, without probes and scrapes.",
      labelNames: ["method", "route", "status"],
      registers,
    }),
    requestDuration: new Histogram({
      name: "http_request_duration_seconds",
      help: "From a request to its whole answer, without probes and scrapes.",
      labelNames: ["method", "route"],
      buckets: LATENCY_BUCKETS,
      registers,
    }),
    databaseUp: new Gauge({
      name: "database_up",
      help: "1 while the database answers.",
      registers,
    }),
  };
}
