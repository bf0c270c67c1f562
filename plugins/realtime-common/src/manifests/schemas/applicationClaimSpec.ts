import { z } from 'zod';
import { isSecretField } from '../rules/secrets';
import {
  consumerGroup,
  cpuQuantity,
  imageName,
  memoryQuantity,
  mqttTopic,
  port,
  replicaCount,
  serviceName,
  topicName,
} from './parts';

/** The framework that goes with each language. @public */
export const FRAMEWORKS = {
  python: 'fastapi',
  typescript: 'fastify',
  java: 'springboot',
} as const;

const streaming = z.strictObject({
  enabled: z.boolean().default(false),
  topics: z.array(topicName).max(32).optional(),
  mqttTopic: mqttTopic.optional(),
  encoding: z.enum(['json', 'avro']).default('json'),
  consumerGroup: consumerGroup.optional(),
  autoOffsetReset: z.enum(['earliest', 'latest', 'none']).default('latest'),
});

const scaling = z.strictObject({
  minReplicas: replicaCount.default(1),
  maxReplicas: replicaCount.default(3),
});

const environment = z
  .record(
    z
      .string()
      .regex(
        /^[A-Z][A-Z0-9_]{0,62}$/,
        'names of environment variables are upper case letters, digits and underscores',
      ),
    z.string().max(1024),
  )
  .refine(
    map => Object.keys(map).length <= 50,
    'has more than 50 variables; leave some out',
  )
  .refine(
    map => !Object.keys(map).some(isSecretField),
    'a secret may not be written into a claim; the platform passes its secrets by reference',
  );

/** Fields of `spec` of an ApplicationClaim, as `platform/xrds` declares them; closed. @public */
export const applicationClaimFields = z.strictObject({
  name: serviceName,
  language: z.enum(['python', 'typescript', 'java']),
  framework: z.enum(['fastapi', 'fastify', 'springboot']),
  image: imageName.optional(),
  port: port.default(8080),
  roles: z
    .array(z.enum(['generator', 'bridge', 'processor', 'gateway']))
    .min(1)
    .max(4)
    .default(['gateway']),
  realtime: serviceName.optional(),
  websocket: z.boolean().default(false),
  streaming: streaming.optional(),
  exposeApi: z.boolean().default(false),
  database: z.enum(['none', 'postgres']).default('none'),
  cache: z.enum(['none', 'redis']).default('none'),
  resources: z
    .strictObject({
      cpu: cpuQuantity.optional(),
      memory: memoryQuantity.optional(),
    })
    .optional(),
  scaling: scaling.optional(),
  environment: environment.optional(),
});

/** `spec` of an ApplicationClaim: its fields, and the rules between them. */
export const applicationClaimSpec = applicationClaimFields.superRefine(
  (spec, ctx) => {
    for (const [path, message] of findContradictions(spec))
      ctx.addIssue({ code: 'custom', path, message });
  },
);

/** What a form gives for a service; fields with defaults may be left out. @public */
export type ApplicationClaimForm = z.input<typeof applicationClaimFields>;

type Spec = z.output<typeof applicationClaimFields>;

type Contradiction = [path: (string | number)[], message: string];

function findContradictions(spec: Spec): Contradiction[] {
  return [
    ...findStreamingContradictions(spec),
    ...findDoubledRoles(spec),
    ...(FRAMEWORKS[spec.language] === spec.framework
      ? []
      : [
          [
            ['framework'],
            `${spec.language} goes with ${FRAMEWORKS[spec.language]}`,
          ] satisfies Contradiction,
        ]),
    ...(spec.scaling && spec.scaling.minReplicas > spec.scaling.maxReplicas
      ? [
          [
            ['scaling', 'minReplicas'],
            'is greater than maxReplicas; lower it',
          ] satisfies Contradiction,
        ]
      : []),
  ];
}

function findStreamingContradictions(spec: Spec): Contradiction[] {
  if (!spec.streaming?.enabled) return [];
  const found: Contradiction[] = [];
  if (!spec.realtime)
    found.push([
      ['realtime'],
      'streaming needs a platform; choose or make one',
    ]);
  if (!spec.streaming.topics?.length)
    found.push([['streaming', 'topics'], 'list at least one topic']);
  return found;
}

function findDoubledRoles({ roles }: Spec): Contradiction[] {
  return new Set(roles).size === roles.length
    ? []
    : [[['roles'], 'has a role twice; leave one out']];
}
