/** Pods of one revision of the rollout. */
const pods = (hash: string) => `namespace="demo",pod=~"counter-${hash}-.+"`;

const rate = (metric: string, hash: string, more = '') =>
  `sum(rate(${metric}{${pods(hash)}${more}}[60s]))`;

const PANELS: ReadonlyArray<(hash: string) => string> = [
  hash => rate('http_requests_total', hash),
  hash =>
    `${rate('http_requests_total', hash, ',status=~"5.."')} / ${rate('http_requests_total', hash)}`,
  hash =>
    `histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{${pods(hash)}}[60s])))`,
  hash => rate('container_cpu_usage_seconds_total', hash),
  hash => `sum(kafka_consumer_lag_records{${pods(hash)}})`,
  hash => `sum(websocket_connections{${pods(hash)}})`,
];

/** Six panels, each with both revisions in one query: the baseline is spared a request, too. */
export function askedQueries(): string[] {
  return PANELS.map(panel =>
    ['bbb', 'aaa']
      .map(
        hash =>
          `label_replace(${panel(hash)}, "revision", "${hash}", "__name__", ".*")`,
      )
      .join(' or '),
  );
}
