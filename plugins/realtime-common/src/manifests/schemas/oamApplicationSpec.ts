import { z } from 'zod';
import { toProblems } from '../readForm';
import {
  COMPONENT_TYPES,
  componentProperties,
  type ComponentType,
} from './components';
import { serviceName } from './parts';

/** Traits are defined by each site; one that is often copied exists nowhere. */
const trait = z.strictObject({
  type: z
    .string()
    .min(1)
    .refine(
      type => type !== 'traffic-split',
      'no such trait exists; weigh traffic with a Rollout or an HTTPRoute',
    ),
  properties: z.record(z.string(), z.unknown()).optional(),
});

const component = z
  .strictObject({
    name: serviceName,
    type: z.enum(COMPONENT_TYPES as [ComponentType, ...ComponentType[]]),
    properties: z.record(z.string(), z.unknown()).default({}),
    dependsOn: z.array(z.string()).optional(),
    traits: z.array(trait).optional(),
  })
  .superRefine(({ name, type, properties }, ctx) => {
    const parsed = componentProperties[type].safeParse({ name, ...properties });
    for (const issue of parsed.error?.issues ?? []) {
      for (const { field, message } of toProblems(issue, ''))
        ctx.addIssue({
          code: 'custom',
          path: ['properties', ...(field ? [field] : [])],
          message,
        });
    }
    if (properties.name !== undefined && properties.name !== name)
      ctx.addIssue({
        code: 'custom',
        path: ['properties', 'name'],
        message: 'differs from the name of the component; leave it out',
      });
  });

/** `spec` of an OAM Application whose components are of our types. */
export const oamApplicationSpec = z.strictObject({
  components: z.array(component).min(1).max(32),
  policies: z.array(z.looseObject({ type: z.string() })).optional(),
  workflow: z.looseObject({}).optional(),
});
