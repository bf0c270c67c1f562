import { z } from 'zod';
import { closed } from '../kubernetes/closed';

/** How a rollout gives values to its analysis. */
const argument = closed({
  name: z.string().min(1),
  value: z.string().optional(),
  valueFrom: closed({
    podTemplateHashValue: z.enum(['Stable', 'Latest']).optional(),
    fieldRef: closed({ fieldPath: z.string() }).optional(),
  }).optional(),
}).refine(
  ({ value, valueFrom }) => (value === undefined) !== (valueFrom === undefined),
  'has one of value and valueFrom',
);

/** Analysis as a step or a strategy asks for it. */
export const analysisRef = closed(
  {
    templates: z
      .array(
        closed({
          templateName: z.string().min(1),
          clusterScope: z.boolean().optional(),
        }),
      )
      .min(1, 'names no template'),
    args: z.array(argument).optional(),
  },
  'analysisRunMetadata dryRun measurementRetention',
);
