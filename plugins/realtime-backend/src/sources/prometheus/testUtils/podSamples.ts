/** A sample of a series, at one moment. */
export interface PodSample {
  labels: { __name__: string; namespace: string; pod: string } & Record<
    string,
    string
  >;
  value: number;
}

/** Two revisions of a rollout: the canary `bbb` gets a quarter of the requests and half of its own fail. */
const PODS = [
  { pod: 'counter-aaa-1', perSecond: 30, failed: 0 },
  { pod: 'counter-bbb-1', perSecond: 10, failed: 5 },
];

/** What every pod has counted after so many seconds, by the names that services and cAdvisor use. */
export function podSamples(seconds: number): PodSample[] {
  return PODS.flatMap(({ pod, perSecond, failed }) => {
    const sample = (name: string, value: number, more: object = {}) => ({
      labels: { __name__: name, namespace: 'demo', pod, ...more },
      value,
    });
    const bucket = (le: string, share: number) =>
      sample(
        'http_request_duration_seconds_bucket',
        perSecond * share * seconds,
        { le },
      );
    const count = (status: string, each: number) =>
      sample('http_requests_total', each * seconds, { status });
    return [
      count('200', perSecond - failed),
      ...(failed > 0 ? [count('500', failed)] : []),
      bucket('0.1', 0.5),
      bucket('0.5', 1),
      bucket('+Inf', 1),
      sample('container_cpu_usage_seconds_total', 0.2 * seconds, {
        container: 'app',
      }),
      sample('messages_total', perSecond * seconds, { stage: 'gateway' }),
      sample('kafka_consumer_lag_records', 7, { partition: '0' }),
      sample('websocket_connections', perSecond),
    ];
  });
}
