import { z } from 'zod';
import { closed } from './closed';

/** Labels, or what is selected by; a value has at most 63 characters. */
export const labels = z.record(z.string().max(317), z.string().max(63));

/** `selector` of a workload. */
export const labelSelector = closed(
  { matchLabels: labels.optional() },
  'matchExpressions',
);

/** A number, or a share in percent: `1`, `25%`. */
export const intOrPercent = z.union([
  z.int().min(0),
  z.string().regex(/^\d{1,3}%$/, 'write a number, or a share as 25%'),
]);

/** Reports a selector that does not find the pods of its own template. */
export function requireSelected(
  spec: {
    selector?: z.infer<typeof labelSelector>;
    template?: { metadata?: { labels?: Record<string, string> } };
  },
  ctx: z.core.$RefinementCtx,
): void {
  const wanted = Object.entries(spec.selector?.matchLabels ?? {});
  const given = spec.template?.metadata?.labels ?? {};
  for (const [label, value] of wanted.filter(([, v]) => v !== undefined)) {
    if (given[label] === value) continue;
    ctx.addIssue({
      code: 'custom',
      path: ['selector', 'matchLabels', label],
      message:
        'is not a label of the pods in spec.template; both have to say the same',
    });
  }
}
