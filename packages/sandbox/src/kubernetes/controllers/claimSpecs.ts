import { z } from 'zod';
import { asJson, type KubernetesObject } from '../model/KubernetesObject';

/** The part of an ApplicationClaim the platform acts on; the rest is for real ones. */
const applicationSpec = z.object({
  name: z.string(),
  image: z.string().optional(),
  realtime: z.string().optional(),
  websocket: z.boolean().default(false),
  streaming: z
    .object({
      enabled: z.boolean().default(false),
      topics: z.array(z.string()).default([]),
      mqttTopic: z.string().optional(),
      encoding: z.enum(['json', 'avro']).default('json'),
      consumerGroup: z.string().optional(),
    })
    .prefault({}),
});

export type ApplicationSpec = z.infer<typeof applicationSpec>;

const secretKey = z.object({ name: z.string(), key: z.string() });

const platformSpec = z.object({
  name: z.string(),
  iot: z.boolean().default(true),
  database: z.enum(['postgres', 'mysql']).default('postgres'),
  visualization: z.enum(['metabase', 'grafana']).default('metabase'),
  lensesConfig: z
    .object({ licenseKeySecretRef: secretKey.optional() })
    .prefault({}),
  mqttConfig: z
    .object({
      users: z.array(z.object({ passwordSecretRef: secretKey })).default([]),
    })
    .prefault({}),
  topics: z
    .array(
      z.object({
        name: z.string(),
        partitions: z.number().optional(),
        retention: z.string().optional(),
        cleanupPolicy: z.string().optional(),
      }),
    )
    .default([]),
  kafkaConfig: z
    .object({
      topics: z.array(z.string()).default([]),
      retention: z.string().default('24h'),
      partitions: z.number().default(3),
    })
    .prefault({}),
});

export type PlatformSpec = z.infer<typeof platformSpec>;

/** undefined when the claim cannot be read, such as one of another version of the kind. */
export function readApplication(
  claim: KubernetesObject,
): ApplicationSpec | undefined {
  return applicationSpec.safeParse(asJson(claim).spec).data;
}

export function readPlatform(
  claim: KubernetesObject,
): PlatformSpec | undefined {
  return platformSpec.safeParse(asJson(claim).spec).data;
}
