import { z } from 'zod';
import type { KubernetesObject } from '../../model/KubernetesObject';
import { json } from '../model/jsonSchema';
import { experimentSchema } from '../model/spec';

const specSchema = experimentSchema.extend({
  templates: z
    .array(
      z.looseObject({
        name: z.string(),
        replicas: z.number().default(1),
        template: json,
      }),
    )
    .default([]),
  terminate: z.boolean().default(false),
});

/** The part of an Experiment that is played. */
export type ExperimentSpec = z.infer<typeof specSchema>;

/** undefined for one that cannot be read. */
export function readExperiment(
  experiment: KubernetesObject,
): ExperimentSpec | undefined {
  return specSchema.safeParse(experiment.spec).data;
}
