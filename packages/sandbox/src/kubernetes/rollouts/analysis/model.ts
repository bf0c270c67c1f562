import { parseDurationMs } from '@backstage-realtime/plugin-realtime-common';
import { z } from 'zod';
import type { KubernetesObject } from '../../model/KubernetesObject';
import { json } from '../model/jsonSchema';

/** Numbers may be written as text, with arguments in them. */
const amount = z.coerce.number().optional();

const metricSchema = z.looseObject({
  name: z.string(),
  interval: z.string().optional(),
  initialDelay: z.string().optional(),
  count: amount,
  successCondition: z.string().optional(),
  failureCondition: z.string().optional(),
  failureLimit: amount,
  inconclusiveLimit: amount,
  consecutiveErrorLimit: amount,
  provider: z.looseObject({
    prometheus: z
      .looseObject({
        address: z.string().optional(),
        query: z.string(),
        timeout: z.number().optional(),
        headers: z
          .array(z.object({ key: z.string(), value: z.string() }))
          .default([]),
      })
      .optional(),
  }),
});

/** What is measured, how often, and what is a good value. */
export type Metric = z.infer<typeof metricSchema>;

const runSchema = z.looseObject({
  metrics: z.array(metricSchema),
  args: z.array(json).default([]),
  dryRun: z.array(z.looseObject({ metricName: z.string() })).default([]),
  terminate: z.boolean().default(false),
});

export type RunSpec = z.infer<typeof runSchema>;

/** undefined for a run that nobody can measure. */
export function readRun(run: KubernetesObject): RunSpec | undefined {
  return runSchema.safeParse(run.spec).data;
}

/** `*` stands for all metrics. */
export function isDryRun({ dryRun }: RunSpec, { name }: Metric): boolean {
  return dryRun.some(
    ({ metricName }) => metricName === name || metricName === '*',
  );
}

/** How many measurements; undefined: as long as the run lasts. Without a rhythm there is one. */
export function countOf({ count, interval }: Metric): number | undefined {
  return count ?? (interval === undefined ? 1 : undefined);
}

const DEFAULT_LIMITS = { failure: 0, inconclusive: 0, error: 4 };

export function limitsOf(metric: Metric) {
  return {
    failure: metric.failureLimit ?? DEFAULT_LIMITS.failure,
    inconclusive: metric.inconclusiveLimit ?? DEFAULT_LIMITS.inconclusive,
    error: metric.consecutiveErrorLimit ?? DEFAULT_LIMITS.error,
  };
}

const ERROR_RETRY_MS = 10_000;

/** Ms to the next measurement; after an error it is never longer than ten seconds. */
export function intervalAfter(
  { interval }: Metric,
  phase: string | undefined,
): number {
  const own = interval === undefined ? undefined : parseDurationMs(interval);
  return phase === 'Error'
    ? Math.min(own ?? ERROR_RETRY_MS, ERROR_RETRY_MS)
    : (own ?? ERROR_RETRY_MS);
}
