import { parseDurationMs } from '@backstage-realtime/plugin-realtime-common';
import { z } from 'zod';
import type { KubernetesObject } from '../../model/KubernetesObject';
import { json } from './jsonSchema';

const argumentSchema = z.looseObject({
  name: z.string(),
  value: z.string().optional(),
  valueFrom: z
    .looseObject({
      podTemplateHashValue: z.enum(['Latest', 'Stable']).optional(),
      fieldRef: z.looseObject({ fieldPath: z.string() }).optional(),
      secretKeyRef: z
        .looseObject({ name: z.string(), key: z.string() })
        .optional(),
    })
    .optional(),
});

export type Argument = z.infer<typeof argumentSchema>;

const analysisSchema = z.looseObject({
  templates: z
    .array(
      z.looseObject({
        templateName: z.string(),
        clusterScope: z.boolean().optional(),
      }),
    )
    .default([]),
  args: z.array(argumentSchema).default([]),
  dryRun: z.array(z.looseObject({ metricName: z.string() })).default([]),
  startingStep: z.number().optional(),
});

/** What a rollout asks to be measured. */
export type AnalysisWish = z.infer<typeof analysisSchema>;

const amountSchema = z.union([z.number(), z.string()]);

/** A step as the rollout has it; the object it becomes has pods instead of references. */
export const experimentSchema = z.looseObject({
  /** Missing: until its analyses that are required for completion are over. */
  duration: amountSchema.optional(),
  templates: z
    .array(
      z.looseObject({
        name: z.string(),
        specRef: z.enum(['canary', 'stable']),
        replicas: z.number().default(1),
      }),
    )
    .default([]),
  analyses: z
    .array(
      z.looseObject({
        name: z.string(),
        templateName: z.string(),
        clusterScope: z.boolean().optional(),
        args: z.array(argumentSchema).default([]),
        requiredForCompletion: z.boolean().optional(),
      }),
    )
    .default([]),
});

/** Pods of both sides that a step wants beside those of the rollout, and what compares them. */
export type ExperimentWish = z.infer<typeof experimentSchema>;

/** An analysis of an experiment, which has one template, as any other. */
export function templatesOf({
  args,
  clusterScope,
  templateName,
}: ExperimentWish['analyses'][number]): AnalysisWish {
  return { templates: [{ templateName, clusterScope }], args, dryRun: [] };
}

const stepSchema = z.looseObject({
  setWeight: z.number().optional(),
  pause: z.looseObject({ duration: amountSchema.optional() }).optional(),
  analysis: analysisSchema.optional(),
  experiment: experimentSchema.optional(),
});

/** One step of a strategy, with exactly one field that says what it does. */
export type Step = z.infer<typeof stepSchema>;

const canarySchema = z.looseObject({
  steps: z.array(stepSchema).default([]),
  analysis: analysisSchema.optional(),
  canaryService: z.string().optional(),
  stableService: z.string().optional(),
  trafficRouting: z.looseObject({}).optional(),
  maxSurge: amountSchema.default('25%'),
  maxUnavailable: amountSchema.default('25%'),
  scaleDownDelaySeconds: z.number().default(30),
  abortScaleDownDelaySeconds: z.number().default(30),
});

const templateSchema = z.looseObject({
  metadata: z
    .looseObject({ labels: z.record(z.string(), z.string()).default({}) })
    .default({ labels: {} }),
  spec: json,
});

const specSchema = z.looseObject({
  replicas: z.number().default(1),
  selector: z.looseObject({
    matchLabels: z.record(z.string(), z.string()),
  }),
  template: templateSchema,
  paused: z.boolean().default(false),
  revisionHistoryLimit: z.number().default(10),
  progressDeadlineSeconds: z.number().default(600),
  progressDeadlineAbort: z.boolean().default(false),
  minReadySeconds: z.number().default(0),
  strategy: z.looseObject({ canary: canarySchema }),
});

/** The part of a Rollout with the canary strategy that is played. */
export type RolloutSpec = z.infer<typeof specSchema>;

/** undefined for what is only stored: blue/green, and a template elsewhere. */
export function readSpec(rollout: KubernetesObject): RolloutSpec | undefined {
  return specSchema.safeParse(rollout.spec).data;
}

/** Ms; undefined: until somebody promotes. */
export function pauseMsOf({ pause }: Step): number | undefined {
  return durationMsOf(pause?.duration);
}

/** Ms; undefined for none and for one that cannot be read. A bare number is seconds. */
export function durationMsOf(
  duration: number | string | undefined,
): number | undefined {
  if (duration === undefined) {
    return undefined;
  }
  return isNaN(Number(duration))
    ? parseDurationMs(String(duration))
    : Number(duration) * 1_000;
}

/** How many of `total` an amount such as `25%` or `1` is. */
export function amountOf(
  amount: number | string,
  total: number,
  round: (value: number) => number,
): number {
  const percent = /^(\d+)%$/.exec(String(amount))?.[1];
  return percent === undefined
    ? Number(amount)
    : round((Number(percent) * total) / 100);
}
