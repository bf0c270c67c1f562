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
import {
  healthCheckPolicySpec,
  httpRouteSpec,
  networkPolicySpec,
  serviceSpec,
} from '../schemas/kubernetes/network';
import {
  secretFields,
  serviceAccountFields,
} from '../schemas/kubernetes/fields';
import {
  deploymentSpec,
  disruptionBudgetSpec,
  statefulSetSpec,
} from '../schemas/kubernetes/workloads';
import { oamApplicationSpec } from '../schemas/oamApplicationSpec';
import { externalSecretSpec } from '../schemas/operators/externalSecretSpec';
import { fluxKustomizationSpec } from '../schemas/operators/fluxKustomizationSpec';
import { postgresClusterSpec } from '../schemas/operators/postgresClusterSpec';
import { namespaceName, serviceName } from '../schemas/parts';
import { realtimePlatformSpec } from '../schemas/realtimePlatformSpec';
import { analysisTemplateSpec } from '../schemas/rollouts/analysisTemplateSpec';
import { rolloutSpec } from '../schemas/rollouts/rolloutSpec';

const texts = z.record(z.string().max(317), z.string());

/** Names of custom resources may have dots; those of services are labels. */
const resourceName = z
  .string()
  .max(253)
  .regex(
    /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/,
    'a name has small letters, digits, dots and dashes',
  );

function objectOf(name: z.ZodType<string>, fields: z.ZodRawShape) {
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
    ...fields,
  });
}

function manifestOf(name: z.ZodType<string>, spec: z.ZodType) {
  return objectOf(name, { spec, status: z.unknown().optional() });
}

/** What surrounds a service, by `apiVersion/Kind`: the same in every product. */
const PLATFORM_KINDS: ReadonlyMap<string, z.ZodType> = new Map([
  [
    'argoproj.io/v1alpha1/AnalysisTemplate',
    manifestOf(resourceName, analysisTemplateSpec),
  ],
  ['argoproj.io/v1alpha1/Rollout', manifestOf(resourceName, rolloutSpec)],
  ['apps/v1/Deployment', manifestOf(resourceName, deploymentSpec)],
  ['apps/v1/StatefulSet', manifestOf(resourceName, statefulSetSpec)],
  [
    'external-secrets.io/v1/ExternalSecret',
    manifestOf(resourceName, externalSecretSpec),
  ],
  [
    'gateway.networking.k8s.io/v1/HTTPRoute',
    manifestOf(resourceName, httpRouteSpec),
  ],
  [
    'kustomize.toolkit.fluxcd.io/v1/Kustomization',
    manifestOf(resourceName, fluxKustomizationSpec),
  ],
  [
    'networking.gke.io/v1/HealthCheckPolicy',
    manifestOf(resourceName, healthCheckPolicySpec),
  ],
  [
    'networking.k8s.io/v1/NetworkPolicy',
    manifestOf(resourceName, networkPolicySpec),
  ],
  [
    'policy/v1/PodDisruptionBudget',
    manifestOf(resourceName, disruptionBudgetSpec),
  ],
  [
    'postgresql.cnpg.io/v1/Cluster',
    manifestOf(serviceName, postgresClusterSpec),
  ],
  ['v1/Secret', objectOf(resourceName, secretFields)],
  ['v1/Service', manifestOf(serviceName, serviceSpec)],
  ['v1/ServiceAccount', objectOf(resourceName, serviceAccountFields)],
]);

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
    ...PLATFORM_KINDS,
  ]);
}

/** Names of {@link knownKinds}, as {@link kindName} writes them. */
export function knownKindNames(api: ClaimApi): string[] {
  return [...knownKinds(api).keys()].map(key => {
    const slash = key.lastIndexOf('/');
    const [apiVersion, kind] = [key.slice(0, slash), key.slice(slash + 1)];
    return kindName({ apiVersion, kind });
  });
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
