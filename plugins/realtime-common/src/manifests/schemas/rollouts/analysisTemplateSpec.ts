import { z } from 'zod';
import { closed } from '../kubernetes/closed';

const duration = z
  .string()
  .regex(/^(\d+(\.\d+)?(ms|s|m|h))+$/, 'write a duration as 30s');

/** A number, or an argument that holds one. */
const count = z.union([
  z.int().min(0),
  z.string().regex(/^(\d+|\{\{\s*args\.[-\w]+\s*\}\})$/, 'write a number'),
]);

const prometheus = closed(
  {
    address: z.string().optional(),
    query: z.string().min(1).max(10_000),
    timeout: z.int().min(1).optional(),
    authentication: closed({
      oauth2: closed({
        tokenUrl: z.string().min(1),
        clientId: z.string().min(1),
        clientSecret: z.string().min(1),
        scopes: z.array(z.string()).optional(),
      }).optional(),
      sigv4: closed({}, 'profile region roleArn').optional(),
    }).optional(),
  },
  'headers insecure rangeQuery',
);

/** Where a value comes from: exactly one. */
const provider = closed(
  { prometheus: prometheus.optional() },
  'cloudWatch datadog graphite influxdb job kayenta newRelic plugin skywalking wavefront web',
).refine(
  each => Object.values(each).filter(part => part !== undefined).length === 1,
  'has exactly one source of values',
);

const metric = closed({
  name: z.string().min(1),
  provider,
  interval: duration.optional(),
  initialDelay: duration.optional(),
  count: count.optional(),
  successCondition: z.string().optional(),
  failureCondition: z.string().optional(),
  failureLimit: count.optional(),
  inconclusiveLimit: count.optional(),
  consecutiveErrorLimit: count.optional(),
  consecutiveSuccessLimit: count.optional(),
}).superRefine((each, ctx) => {
  for (const [field, message] of findMetricProblems(each))
    ctx.addIssue({ code: 'custom', path: [field], message });
});

/** What is read as `result[0]` where Prometheus may give no series at all. */
const FIRST = /\bresult\s*\[\s*0\s*\]/;
const GUARD = /\blen\s*\(\s*result\s*\)\s*>|default\s*\(|isNil\s*\(/;

function findMetricProblems(each: {
  provider: { prometheus?: unknown };
  count?: unknown;
  interval?: unknown;
  successCondition?: string;
  failureCondition?: string;
}): [string, string][] {
  const conditions = ['successCondition', 'failureCondition'] as const;
  const needsGuard = each.provider.prometheus !== undefined;
  const isMany = each.count !== undefined && Number(each.count) !== 1;
  return [
    ...conditions
      .filter(field => {
        const text = each[field] ?? '';
        return needsGuard && FIRST.test(text) && !GUARD.test(text);
      })
      .map((field): [string, string] => [
        field,
        'ends in an error when there are no series; begin it with len(result) > 0 &&',
      ]),
    ...(isMany && each.interval === undefined
      ? [
          ['interval', 'is missing: several measurements need one'] as [
            string,
            string,
          ],
        ]
      : []),
  ];
}

const spec = closed(
  {
    args: z
      .array(closed({ name: z.string().min(1) }, 'value valueFrom'))
      .optional(),
    metrics: z.array(metric).min(1).optional(),
    dryRun: z.array(closed({ metricName: z.string() })).optional(),
    templates: z.array(z.unknown()).optional(),
  },
  'measurementRetention',
);

/** `{{args.canary-hash}}` in any text of a template. */
const ARGUMENT = /\{\{\s*args\.([-\w]+)\s*\}\}/g;

/** `spec` of an AnalysisTemplate, whose texts name only arguments it has. */
export const analysisTemplateSpec = spec.superRefine((given, ctx) => {
  const names = new Set((given.args ?? []).map(({ name }) => name));
  const used = JSON.stringify(given.metrics ?? []).matchAll(ARGUMENT);
  for (const name of new Set([...used].map(([, each]) => each)))
    if (!names.has(name))
      ctx.addIssue({
        code: 'custom',
        path: ['args'],
        message: `lacks "${name}", which a metric uses`,
      });
});
