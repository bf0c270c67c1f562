import { z } from 'zod';
import { closed } from '../kubernetes/closed';
import { analysisRef } from './analysisRef';

/** Seconds as a number, or a text such as `90s`, `1h30m`. */
const pauseDuration = z.union([
  z.int().min(0),
  z
    .string()
    .regex(
      /^(\d+|(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+)$/,
      'write a duration as 60s or 5m',
    ),
]);

/** What a step may do; the first two only with a router. */
const KINDS = {
  setHeaderRoute: z.looseObject({ name: z.string() }).optional(),
  setMirrorRoute: z.looseObject({ name: z.string() }).optional(),
  setCanaryScale: closed(
    {
      weight: z.int().min(0).max(100).optional(),
      replicas: z.int().min(0).optional(),
    },
    'matchTrafficWeight',
  ).optional(),
  setWeight: z.int().min(0).optional(),
  pause: closed({ duration: pauseDuration.optional() }).optional(),
  analysis: analysisRef.optional(),
  experiment: z.looseObject({ templates: z.array(z.unknown()) }).optional(),
  plugin: z.looseObject({ name: z.string() }).optional(),
};

/** One step, which does exactly one thing. Source: validation of Argo Rollouts. */
export const canaryStep = closed(KINDS).refine(
  step => Object.values(step).filter(each => each !== undefined).length === 1,
  `a step does exactly one of ${Object.keys(KINDS).join(', ')}`,
);

/** A step as it was read. */
export type CanaryStep = z.infer<typeof canaryStep>;
