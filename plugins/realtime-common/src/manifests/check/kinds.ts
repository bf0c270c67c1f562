import { z } from 'zod';
import {
  APPLICATION_CLAIM,
  claimApiVersion,
  REALTIME_PLATFORM_CLAIM,
  type ClaimApi,
} from '../claimApi';
import { KAFKA_TOPIC_API_VERSION } from '../kafkaTopics';
import { OAM_API_VERSION } from '../oamApplication';
import { applicationClaimSpec } from '../schemas/applicationClaimSpec';
import { kafkaTopicSpec } from '../schemas/kafkaTopicSpec';
import { oamApplicationSpec } from '../schemas/oamApplicationSpec';
import { namespaceName, serviceName } from '../schemas/parts';
import { realtimePlatformSpec } from '../schemas/realtimePlatformSpec';

const texts = z.record(z.string().max(317), z.string());

/** Names of custom resources may have dots; those of services are labels. */
const resourceName = z
  .string()
  .max(253)
  .regex(
    /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/,
    'a name has small letters, digits, dots and dashes',
  );

function manifestOf(name: z.ZodType<string>, spec: z.ZodType) {
  return z.strictObject({
    apiVersion: z.string(),
    kind: z.string(),
    metadata: z.strictObject({
      name,
      namespace: namespaceName.optional(),
      labels: texts.optional(),
      annotations: texts.optional(),
      finalizers: z.array(z.string()).optional(),
    }),
    spec,
    status: z.unknown().optional(),
  });
}

/** Kinds that are known here, each closed, by `apiVersion/Kind`. */
export function knownKinds(api: ClaimApi): ReadonlyMap<string, z.ZodType> {
  const claims = claimApiVersion(api);
  return new Map<string, z.ZodType>([
    [
      `${claims}/${APPLICATION_CLAIM}`,
      manifestOf(serviceName, applicationClaimSpec),
    ],
    [
      `${claims}/${REALTIME_PLATFORM_CLAIM}`,
      manifestOf(serviceName, realtimePlatformSpec),
    ],
    [
      `${OAM_API_VERSION}/Application`,
      manifestOf(serviceName, oamApplicationSpec),
    ],
    [
      `${KAFKA_TOPIC_API_VERSION}/KafkaTopic`,
      manifestOf(resourceName, kafkaTopicSpec),
    ],
  ]);
}

/**
 * `Rollout.argoproj.io`, `ConfigMap`: how kinds besides ours are allowed. The
 * version is left out, as a site allows a kind, not a release of it.
 * @public
 */
export function kindName(ref: { apiVersion: string; kind: string }): string {
  const [group, version] = ref.apiVersion.split('/');
  return version === undefined ? ref.kind : `${ref.kind}.${group}`;
}

/** The kinds this product builds, as {@link kindName} writes them. @public */
export function ownKindNames({ group }: ClaimApi): string[] {
  return [
    `${APPLICATION_CLAIM}.${group}`,
    `${REALTIME_PLATFORM_CLAIM}.${group}`,
    kindName({ apiVersion: OAM_API_VERSION, kind: 'Application' }),
    kindName({ apiVersion: KAFKA_TOPIC_API_VERSION, kind: 'KafkaTopic' }),
  ];
}
