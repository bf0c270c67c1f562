import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type ResourceEntity,
} from '@backstage/catalog-model';
import {
  ANNOTATIONS,
  APPLICATION_CLAIM,
  CLAIM_ANNOTATIONS,
  MANIFEST_MARKS,
  REALTIME_PLATFORM_CLAIM,
} from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import type {
  ClaimKind,
  ClaimProviderSettings,
} from '../providers/readClaimSettings';
import {
  readApplicationStatus,
  readClaimStatus,
  type ClaimStatus,
} from './claimStatus';
import { claimTopics } from './claimTopics';
import { isEntityName, objectEntityName } from './entityName';
import { toEntityRef } from './entityRef';
import { toPlainText } from './plainText';

/** How objects of one kind become entities. */
interface Shape {
  type: string;
  /** In names of entities: shorter than the kind, and the same for every API group. */
  word: string;
  /** Begins the description. */
  noun: string;
  readStatus(object: KubernetesObject): ClaimStatus;
}

const SHAPES: Record<ClaimKind, Shape> = {
  RealtimePlatformClaim: {
    type: 'realtime-platform',
    word: 'platform',
    noun: 'Realtime platform',
    readStatus: readClaimStatus,
  },
  ApplicationClaim: {
    type: 'realtime-claim',
    word: 'claim',
    noun: 'Claim of a realtime service',
    readStatus: readClaimStatus,
  },
  Application: {
    type: 'oam-application',
    word: 'application',
    noun: 'OAM application',
    readStatus: readApplicationStatus,
  },
};

/** What an entity takes from app-config. */
export type ClaimEntitySettings = Pick<
  ClaimProviderSettings,
  'kubernetesCluster' | 'kafkaCluster' | 'kinds' | 'defaultOwner' | 'system'
>;

/**
 * The object as a `Resource`. What people wrote into it (owner, system, name of
 * the component) counts only as far as it is the ref of an entity. A Resource
 * is never the entity that a template registers, which is a Component.
 */
export function toClaimEntity(
  object: KubernetesObject,
  kind: ClaimKind,
  settings: ClaimEntitySettings,
): ResourceEntity {
  const { name, namespace = 'default' } = object.metadata;
  const { kubernetesCluster: cluster, kafkaCluster } = settings;
  const { type, word, noun, readStatus } = SHAPES[kind];
  const path = [cluster, namespace, kind, name].join('/');
  const status = readStatus(object);
  const message = toPlainText(status.message);
  const topics = kafkaCluster && claimTopics(object, kafkaCluster);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: objectEntityName(cluster, namespace, word, name),
      title: name,
      description: `${noun} in ${namespace} of ${cluster}: ${status.phase}${message && ` (${message})`}`,
      tags: ['kubernetes', status.phase],
      annotations: {
        [ANNOTATION_LOCATION]: `realtime:kubernetes/${path}`,
        [ANNOTATION_ORIGIN_LOCATION]: `realtime:kubernetes/${path}`,
        [CLAIM_ANNOTATIONS.claim]: path,
        [CLAIM_ANNOTATIONS.status]: status.phase,
        ...(message && { [CLAIM_ANNOTATIONS.message]: message }),
        ...(topics && { [ANNOTATIONS.kafkaTopics]: topics }),
      },
    },
    spec: {
      type,
      ...belonging(object, settings),
      ...relations(object, kind, settings),
    },
  };
}

function belonging(
  { metadata }: KubernetesObject,
  { defaultOwner, system }: ClaimEntitySettings,
): { owner: string; system?: string } {
  const { annotations = {} } = metadata;
  const own = {
    owner: toEntityRef(annotations[MANIFEST_MARKS.owner], 'group'),
    system: toEntityRef(annotations[MANIFEST_MARKS.system], 'system') ?? system,
  };
  return {
    owner: own.owner ?? defaultOwner,
    ...(own.system && { system: own.system }),
  };
}

/** To the component that carries the name of the label, and to the platform that a claim uses. */
function relations(
  object: KubernetesObject,
  kind: ClaimKind,
  settings: ClaimEntitySettings,
): { dependsOn?: string[]; dependencyOf?: string[] } {
  const component = object.metadata.labels?.[MANIFEST_MARKS.kubernetesId] ?? '';
  const isOfComponent =
    kind !== REALTIME_PLATFORM_CLAIM && isEntityName(component);
  const platform = kind === APPLICATION_CLAIM && platformOf(object, settings);
  return {
    ...(platform && { dependsOn: [platform] }),
    ...(isOfComponent && { dependencyOf: [`component:default/${component}`] }),
  };
}

/** Undefined when platforms are not made entities: a relation to nothing helps nobody. */
function platformOf(
  { metadata, spec }: KubernetesObject,
  { kubernetesCluster, kinds }: ClaimEntitySettings,
): string | undefined {
  const { realtime } = (spec ?? {}) as { realtime?: unknown };
  if (!kinds.includes(REALTIME_PLATFORM_CLAIM)) return undefined;
  if (typeof realtime !== 'string' || realtime === '') return undefined;
  const { word } = SHAPES[REALTIME_PLATFORM_CLAIM];
  const { namespace = 'default' } = metadata;
  const name = objectEntityName(kubernetesCluster, namespace, word, realtime);
  return `resource:default/${name}`;
}
