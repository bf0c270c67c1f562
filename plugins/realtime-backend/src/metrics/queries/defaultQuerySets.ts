import type { NamedQuery, QuerySet } from '../../config/prometheus/settings';

/** Of the revision that is asked for; the names of its pods begin with it. */
const PODS = 'namespace="${namespace}",pod=~"${rollout}-${hash}-.+"';

/** What the containers of pods use, without the sums that cAdvisor adds. */
const CONTAINERS = `${PODS},container!="",container!="POD"`;

const cpu = (window: string): NamedQuery => ({
  title: 'CPU per pod',
  unit: 'cores',
  expr: `avg(sum by (pod) (rate(container_cpu_usage_seconds_total{${CONTAINERS}}${window}))) or avg(rate(process_cpu_seconds_total{${PODS}}${window}))`,
  isOptional: false,
});

const LAG: NamedQuery = {
  title: 'Consumer lag',
  unit: 'records',
  expr: `sum(kafka_consumer_lag_records{${PODS}})`,
  isOptional: true,
};

const CONNECTIONS: NamedQuery = {
  title: 'Connections',
  unit: 'count',
  expr: `sum(websocket_connections{${PODS}})`,
  isOptional: true,
};

/** An HTTP service with the usual names, as the template canary-counter-service has them. */
const httpService = (window: string): Record<string, NamedQuery> => ({
  'request-rate': {
    title: 'Requests',
    unit: 'per-second',
    expr: `sum(rate(http_requests_total{${PODS}}${window}))`,
    isOptional: false,
  },
  'error-share': {
    title: 'Share of errors',
    unit: 'share',
    expr: shareOf(
      `http_requests_total{${PODS},status=~"5.."}`,
      `http_requests_total{${PODS}}`,
      window,
    ),
    isOptional: false,
  },
  'latency-p95': {
    title: 'Latency, 95th percentile',
    unit: 'seconds',
    expr: percentile95(`http_request_duration_seconds_bucket{${PODS}}`, window),
    isOptional: false,
  },
  cpu: cpu(window),
  'consumer-lag': LAG,
  connections: CONNECTIONS,
});

/** A service that moves messages, as the template ping-pong-service does. */
const pingPong = (window: string): Record<string, NamedQuery> => ({
  'request-rate': {
    title: 'Messages',
    unit: 'per-second',
    expr: `sum(rate(messages_total{${PODS}}${window}))`,
    isOptional: false,
  },
  'error-share': {
    title: 'Share of dead letters',
    unit: 'share',
    expr: shareOf(
      `dead_letters_total{${PODS}}`,
      `messages_total{${PODS}}`,
      window,
    ),
    isOptional: false,
  },
  'latency-p95': {
    title: 'Ping to pong, 95th percentile',
    unit: 'seconds',
    expr: percentile95(`pong_processing_seconds_bucket{${PODS}}`, window),
    isOptional: false,
  },
  cpu: cpu(window),
  'consumer-lag': { ...LAG, isOptional: false },
  connections: CONNECTIONS,
});

/** Name of the set that is used where no annotation names one. */
export const DEFAULT_SET = 'default';

/**
 * Sets that need no app-config; one of the same name there replaces it. Each
 * query tells one revision, by the names of its pods: that label every way to
 * discover pods gives, while labels of pods have to be asked for.
 *
 * `windowMs`: time over which rates are taken. A revision is younger than its
 * window for a while, and its rates then are too low.
 */
export function shippedQuerySets(
  windowMs: number,
): ReadonlyMap<string, QuerySet> {
  const window = `[${Math.round(windowMs / 1000)}s]`;
  return new Map([
    [DEFAULT_SET, new Map(Object.entries(httpService(window)))],
    ['ping-pong-service', new Map(Object.entries(pingPong(window)))],
  ]);
}

/** No bad ones at all is a share of zero; nothing at all is no share. */
function shareOf(bad: string, all: string, window: string): string {
  const total = `sum(rate(${all}${window}))`;
  return `(sum(rate(${bad}${window})) or ${total} * 0) / ${total}`;
}

function percentile95(buckets: string, window: string): string {
  return `histogram_quantile(0.95, sum by (le) (rate(${buckets}${window})))`;
}
