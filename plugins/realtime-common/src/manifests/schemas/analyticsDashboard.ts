import { z } from 'zod';
import { secretName, serviceName } from './parts';

const label = z
  .string()
  .min(1)
  .max(63)
  .regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]*$/, 'write letters, digits and dashes');

const dataSource = z.strictObject({
  name: label,
  type: z.enum(['kafka', 'postgres', 'snowflake']),
  secretRef: secretName,
});

const channel = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('email'),
    config: z.strictObject({ recipients: z.array(z.email()).min(1).max(50) }),
  }),
  z.strictObject({
    type: z.literal('slack'),
    config: z.strictObject({ secretRef: secretName }),
  }),
]);

const fields = z.strictObject({
  name: serviceName,
  dashboardType: z.enum(['metabase', 'grafana']).default('metabase'),
  dataSources: z.array(dataSource).max(32).optional(),
  dashboards: z
    .array(
      z.strictObject({
        name: label,
        template: label.optional(),
        autoCreate: z.boolean().default(true),
      }),
    )
    .max(64)
    .optional(),
  alerts: z
    .strictObject({
      enabled: z.boolean().default(false),
      channels: z.array(channel).max(16).optional(),
    })
    .optional(),
  authentication: z
    .strictObject({
      enabled: z.boolean().default(true),
      provider: z.enum(['internal', 'oauth', 'ldap']).default('internal'),
      secretRef: secretName.optional(),
    })
    .optional(),
});

/**
 * Properties of an `analytics-dashboard` component. Sources and channels take
 * their addresses and credentials from Secrets.
 */
export const analyticsDashboard = fields.superRefine((spec, ctx) => {
  for (const [index, { type }] of (spec.dataSources ?? []).entries()) {
    if (type === 'kafka' && spec.dashboardType === 'metabase')
      ctx.addIssue({
        code: 'custom',
        path: ['dataSources', index, 'type'],
        message: 'Metabase cannot read Kafka; choose grafana or a database',
      });
  }
});
