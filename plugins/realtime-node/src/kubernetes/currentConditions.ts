import { z } from 'zod';
import type { KubernetesObject } from './KubernetesClient';

/**
 * One condition of the status of an object; texts are empty when the cluster
 * says nothing.
 * @public
 */
export type KubernetesCondition = {
  type: string;
  /** `True`, `False` or `Unknown`. */
  status: string;
  reason: string;
  message: string;
};

const text = z.string().catch('');

const condition = z.object({
  type: text,
  status: text,
  reason: text,
  message: text,
  observedGeneration: z.number().optional().catch(undefined),
});

const told = z
  .object({ conditions: z.array(condition).catch([]) })
  .catch({ conditions: [] });

/**
 * What the status of an object says of it, in its order. A condition that was
 * written for an older generation is left out: it says nothing of what is asked
 * for now. Never throws: a list that holds anything else than
 * objects says nothing.
 * @public
 */
export function currentConditions({
  metadata: { generation = 0 },
  status,
}: KubernetesObject): KubernetesCondition[] {
  return told
    .parse(status)
    .conditions.filter(
      ({ observedGeneration = generation }) => observedGeneration >= generation,
    )
    .map(({ observedGeneration: _, ...each }) => each);
}
