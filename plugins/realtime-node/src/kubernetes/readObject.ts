import { z } from 'zod';
import type { KubernetesObject } from './KubernetesClient';

const texts = z.record(z.string(), z.string());

/** What has to be true of an object before it may be handed on; the rest is kept as it came. */
const object = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    uid: z.string().optional(),
    resourceVersion: z.string().optional(),
    generation: z.number().optional(),
    deletionTimestamp: z.string().optional(),
    labels: texts.optional(),
    annotations: texts.optional(),
  }),
});

/**
 * An object of an answer. Those of a list come without `apiVersion` and
 * `kind`, so these are told. Throws ZodError for anything else.
 */
export function readObject(
  value: unknown,
  { apiVersion, kind }: { apiVersion: string; kind: string },
): KubernetesObject {
  return object.parse({ apiVersion, kind, ...(value as object) });
}
