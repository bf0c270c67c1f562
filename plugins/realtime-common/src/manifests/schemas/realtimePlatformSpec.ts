import { z } from 'zod';
import {
  cpuQuantity,
  duration,
  memoryQuantity,
  mqttUser,
  replicaCount,
  secretName,
  secretRef,
  platformName,
  topicName,
  volumeSize,
} from './parts';

const partitions = z.int().min(1).max(1000);

const replicationFactor = z.int().min(1).max(7);

const snowflakeName = z
  .string()
  .max(255)
  .regex(/^[A-Za-z_][A-Za-z0-9_$]*$/, 'is no name that Snowflake knows');

const topicSettings = z.strictObject({
  name: topicName,
  partitions: partitions.optional(),
  replicationFactor: replicationFactor.optional(),
  retention: duration.optional(),
  cleanupPolicy: z.enum(['delete', 'compact', 'compact,delete']).optional(),
});

const lensesConfig = z.strictObject({
  licenseKeySecretRef: secretRef.optional(),
  heapSize: z
    .string()
    .regex(/^[1-9]\d*[mg]$/, 'write a heap as 1536m or 2g')
    .default('1536m'),
  enableUI: z.boolean().default(true),
});

const mqttConfig = z.strictObject({
  users: z.array(mqttUser).max(100).optional(),
  persistenceSize: volumeSize.default('5Gi'),
  enableWebSockets: z.boolean().default(true),
  qosLevel: z.int().min(0).max(2).default(1),
});

const kafkaConfig = z.strictObject({
  topics: z.array(topicName).max(64).optional(),
  retention: duration.default('24h'),
  partitions: partitions.default(3),
  replicationFactor: replicationFactor.default(1),
});

const snowflakeConfig = z
  .strictObject({
    enabled: z.boolean().default(false),
    credentialsSecret: secretName.optional(),
    database: snowflakeName.optional(),
    schema: snowflakeName.optional(),
  })
  .refine(
    at => !at.enabled || (at.credentialsSecret && at.database && at.schema),
    'Snowflake needs credentialsSecret, database and schema',
  );

const scaling = z.strictObject({
  minReplicas: replicaCount.default(1),
  maxReplicas: replicaCount.default(3),
  targetCPU: z.int().min(1).max(100).default(70),
});

/** Fields of `spec` of a RealtimePlatformClaim, as `platform/xrds` declares them; closed. @public */
export const realtimePlatformFields = z.strictObject({
  name: platformName,
  profile: z.enum(['dev', 'production']).default('dev'),
  database: z.enum(['postgres', 'mysql']).default('postgres'),
  visualization: z.enum(['metabase', 'grafana']).default('metabase'),
  iot: z.boolean().default(true),
  topics: z.array(topicSettings).max(64).optional(),
  lensesConfig: lensesConfig.prefault({}),
  mqttConfig: mqttConfig.prefault({}),
  kafkaConfig: kafkaConfig.prefault({}),
  snowflakeConfig: snowflakeConfig.prefault({}),
  resources: z
    .strictObject({
      cpu: cpuQuantity.default('2000m'),
      memory: memoryQuantity.default('4Gi'),
    })
    .prefault({}),
  scaling: scaling.prefault({}),
});

/** `spec` of a RealtimePlatformClaim: its fields, and the rules between them. */
export const realtimePlatformSpec = realtimePlatformFields.superRefine(
  (spec, ctx) => {
    for (const [path, message] of findContradictions(spec))
      ctx.addIssue({ code: 'custom', path, message });
  },
);

/** What a form gives for a platform; fields with defaults may be left out. @public */
export type RealtimePlatformForm = z.input<typeof realtimePlatformFields>;

type Spec = z.output<typeof realtimePlatformFields>;

type Contradiction = [path: (string | number)[], message: string];

/** Copies are counted against `minReplicas`: that many brokers are there from the start. */
function findContradictions(spec: Spec): Contradiction[] {
  const { kafkaConfig: kafka, mqttConfig: mqtt, scaling: brokers } = spec;
  const found: Contradiction[] = [];
  if (brokers.minReplicas > brokers.maxReplicas)
    found.push([['scaling', 'minReplicas'], 'is greater than maxReplicas']);
  if (kafka.replicationFactor > brokers.minReplicas)
    found.push([
      ['kafkaConfig', 'replicationFactor'],
      'more copies than brokers; lower it or raise scaling.minReplicas',
    ]);
  if (mqtt.users && !spec.iot)
    found.push([
      ['mqttConfig', 'users'],
      'there is no MQTT broker; set iot or leave the users out',
    ]);
  return [...found, ...findTopicGaps(spec), ...findProductionGaps(spec)];
}

function findTopicGaps({
  topics = [],
  profile,
  scaling: brokers,
}: Spec): Contradiction[] {
  return topics.flatMap(({ replicationFactor: copies }, i) => {
    const at = ['topics', i, 'replicationFactor'];
    if (copies === undefined) return [];
    if (copies > brokers.minReplicas)
      return [[at, 'more copies than brokers; lower it'] as Contradiction];
    return profile === 'production' && copies < 3
      ? [[at, 'production keeps three copies of each record; set 3']]
      : [];
  });
}

/** Three brokers and three copies: with fewer, one broker away stops writers. */
function findProductionGaps({
  profile,
  kafkaConfig: kafka,
  scaling: brokers,
}: Spec): Contradiction[] {
  if (profile !== 'production') return [];
  const found: Contradiction[] = [];
  if (kafka.replicationFactor < 3)
    found.push([
      ['kafkaConfig', 'replicationFactor'],
      'production keeps three copies of each record; set 3',
    ]);
  if (brokers.minReplicas < 3)
    found.push([
      ['scaling', 'minReplicas'],
      'production runs three brokers; set 3 or more',
    ]);
  return found;
}
