import type { JsonObject } from '../kubernetes/model/json';

/** Where the demo deploys. */
export const DEMO_NAMESPACE = 'realtime';

/** Analyses, moves on by itself, and starts again. */
export const COUNTER = 'pingpong-counter';
/** Waits for a person to promote it. */
export const CHECKOUT = 'pingpong-checkout';

const ANALYSIS = 'pingpong-counter-canary';
const PODS =
  'namespace="{{args.namespace}}",pod=~"pingpong-counter-{{args.hash}}-.+"';
const WINDOW = '[20s]';

/** Five times, every five seconds. */
function metric(
  name: string,
  query: string,
  conditions: JsonObject,
): JsonObject {
  const provider = { prometheus: { query } };
  return { name, interval: '5s', count: 5, ...conditions, provider };
}

/** Judges a canary by its CPU and its errors; latency is only looked at. */
export const COUNTER_ANALYSIS: JsonObject = {
  metadata: { name: ANALYSIS },
  spec: {
    args: [{ name: 'namespace' }, { name: 'hash' }],
    metrics: [
      metric(
        'cpu-usage-rate',
        `avg(rate(container_cpu_usage_seconds_total{${PODS},container!=""}${WINDOW}))`,
        { successCondition: 'result[0] < 0.5', failureLimit: 1 },
      ),
      metric(
        'error-share',
        `(sum(rate(http_requests_total{${PODS},status=~"5.."}${WINDOW})) or vector(0)) / sum(rate(http_requests_total{${PODS}}${WINDOW}))`,
        {
          successCondition: 'len(result) > 0 && result[0] < 0.01',
          failureCondition: 'len(result) > 0 && result[0] >= 0.05',
          failureLimit: 1,
          inconclusiveLimit: 2,
        },
      ),
      metric(
        'latency-p95',
        `histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{${PODS}}${WINDOW})))`,
        { successCondition: 'result[0] < 0.3', failureLimit: 2 },
      ),
    ],
    dryRun: [{ metricName: 'latency-p95' }],
  },
};

const COMPARISON = 'pingpong-checkout-comparison';

/** Pods of both sides that began at the same moment: neither is warmer than the other. */
export const CHECKOUT_COMPARISON: JsonObject = {
  metadata: { name: COMPARISON },
  spec: {
    args: [{ name: 'baseline' }, { name: 'canary' }],
    metrics: [
      metric(
        'cpu-against-baseline',
        `avg(rate(container_cpu_usage_seconds_total{rollouts_pod_template_hash="{{args.canary}}"}${WINDOW})) / avg(rate(container_cpu_usage_seconds_total{rollouts_pod_template_hash="{{args.baseline}}"}${WINDOW}))`,
        {
          initialDelay: '5s',
          count: 3,
          successCondition: 'len(result) > 0 && result[0] < 1.5',
          failureLimit: 1,
        },
      ),
    ],
  },
};

const experiment: JsonObject = {
  experiment: {
    duration: '25s',
    templates: [
      { name: 'baseline', specRef: 'stable' },
      { name: 'canary', specRef: 'canary' },
    ],
    analyses: [
      {
        name: 'comparison',
        templateName: COMPARISON,
        requiredForCompletion: true,
        args: ['baseline', 'canary'].map(name => ({
          name,
          value: `{{templates.${name}.podTemplateHash}}`,
        })),
      },
    ],
  },
};

const analysis: JsonObject = {
  analysis: {
    templates: [{ templateName: ANALYSIS }],
    args: [
      {
        name: 'namespace',
        valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } },
      },
      { name: 'hash', valueFrom: { podTemplateHashValue: 'Latest' } },
    ],
  },
};

const pause = (duration: string): JsonObject => ({ pause: { duration } });

/** Five pods and no router, so that weights are shares of pods. */
export const COUNTER_ROLLOUT: JsonObject = rollout(COUNTER, '1.14.2', {
  replicas: 5,
  strategy: {
    canary: {
      steps: [25, 50, 75].flatMap((setWeight): JsonObject[] => [
        { setWeight },
        pause('20s'),
        analysis,
      ]),
    },
  },
});

/** Four pods behind a router, which is told the weights; an experiment follows the person. */
export const CHECKOUT_ROLLOUT: JsonObject = rollout(CHECKOUT, '3.2.0', {
  replicas: 4,
  strategy: {
    canary: {
      canaryService: `${CHECKOUT}-canary`,
      stableService: `${CHECKOUT}-stable`,
      scaleDownDelaySeconds: 10,
      abortScaleDownDelaySeconds: 10,
      trafficRouting: {
        plugins: {
          'argoproj-labs/gatewayAPI': {
            httpRoute: CHECKOUT,
            namespace: DEMO_NAMESPACE,
          },
        },
      },
      steps: [
        { setWeight: 20 },
        { pause: {} },
        { setWeight: 60 },
        experiment,
        pause('30s'),
      ],
    },
  },
});

function rollout(name: string, version: string, own: JsonObject): JsonObject {
  const labels = { app: name };
  return {
    metadata: { name, labels },
    spec: {
      revisionHistoryLimit: 3,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: podSpec(name, version) },
      ...own,
    },
  };
}

/** What a new revision changes. */
export function podSpec(name: string, version: string): JsonObject {
  const image = `registry.example.org/${name}:${version}`;
  const ports = [{ containerPort: 8000, protocol: 'TCP' }];
  return { containers: [{ name: 'app', image, ports }] };
}
