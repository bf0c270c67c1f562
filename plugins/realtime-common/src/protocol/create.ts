import { z } from 'zod';
import type { RealtimeErrorCode } from '../errors';
import type { ClaimApi, Manifest, ManifestRef } from '../manifests';

/** Topics one check may ask for. @public */
export const MAX_CHECKED_TOPICS = 20;

/** Manifests one comparison may ask for. @public */
export const MAX_COMPARED_MANIFESTS = 20;

/** Changed fields that are told of one object; the others are counted. @public */
export const MAX_FIELD_CHANGES = 100;

/** Lines of one object that are told; a longer one is told by its changed fields alone. @public */
export const MAX_MANIFEST_LINES = 2_000;

/**
 * Answer of `GET /v1/create/options`: names in app-config that a form may offer,
 * never addresses. @public
 */
export interface CreateOptions {
  kubernetesClusters: KubernetesClusterOption[];
  kafkaClusters: string[];
  mqttBrokers: string[];
  webSocketEndpoints: string[];
  /** Under which API claims are built, for previews. */
  claimApi: ClaimApi;
}

/** A Kubernetes cluster that templates may create on. @public */
export interface KubernetesClusterOption {
  name: string;
  /** Patterns; missing: every namespace but those of the cluster itself. */
  namespaces?: string[];
  /** True where templates act with a token that their user gives. */
  asUser?: true;
}

/**
 * Name of the secret of a task that holds the token of its user for the
 * Kubernetes cluster of its form: `${{ secrets.KUBERNETES_TOKEN }}`. @public
 */
export const USER_TOKEN_SECRET = 'KUBERNETES_TOKEN';

/** Longest token of a user, in characters. @public */
export const MAX_USER_TOKEN = 16_384;

/** Where a name may be in use: the catalog, a Kubernetes cluster, or a Kafka cluster. @public */
export interface CheckedPlace {
  kind: 'catalog' | 'kubernetes' | 'kafka';
  /** Name in app-config; missing for the catalog. */
  system?: string;
  /** Of a Kubernetes cluster. */
  namespace?: string;
}

/**
 * Whether a name is in use at one place. What could not be asked is `unknown`
 * and never `free`. `by` names what has it, when the caller may see that.
 * @public
 */
export type NameUse = { place: CheckedPlace } & (
  | { state: 'free' }
  | { state: 'taken'; by?: string }
  /** Another topic that Kafka's metrics cannot tell apart from it. */
  | { state: 'collides'; by: string }
  | { state: 'unknown'; code: RealtimeErrorCode; reason: string }
);

/** One name at every place that was asked. @public */
export interface NameCheck {
  name: string;
  uses: NameUse[];
}

/** Answer of `GET /v1/create/check`; topics in the order asked. @public */
export interface CreateCheck {
  name?: NameCheck;
  topics: NameCheck[];
}

/** What one check asks for. Without a cluster, all of app-config are asked, at most ten of a kind. @public */
export interface CreateCheckRequest {
  name?: string;
  topics?: readonly string[];
  kubernetesCluster?: string;
  /** Default `default`. */
  namespace?: string;
  kafkaCluster?: string;
}

/** Platforms of one cluster that are told; the others are counted. @public */
export const MAX_PLATFORM_OPTIONS = 100;

/** A streaming platform that is on a Kubernetes cluster now. @public */
export interface PlatformOption {
  kubernetesCluster: string;
  namespace: string;
  name: string;
  /** Whether the cluster says that all of it works. */
  isReady: boolean;
}

/** What {@link CreatePlatforms} are asked for; without a cluster, all of app-config are asked, at most ten. @public */
export interface CreatePlatformsRequest {
  kubernetesCluster?: string;
  /** Default: every namespace in which templates may create. */
  namespace?: string;
}

/** Answer of `GET /v1/create/platforms`: what services can stream on, by name. @public */
export interface CreatePlatforms {
  platforms: PlatformOption[];
  /** How many more there are. */
  more: number;
  /** Clusters that did not say what they have. */
  unknown: Array<{
    kubernetesCluster: string;
    code: RealtimeErrorCode;
    reason: string;
  }>;
}

/** Body of `POST /v1/create/diff`. @public */
export interface CreateDiffRequest {
  kubernetesCluster: string;
  manifests: readonly Manifest[];
  /** Of the user for that cluster, where one was given; kept no longer than the request. */
  token?: string;
}

/** The form of a {@link CreateDiffRequest}; each manifest is held against the gates apart. @public */
export const createDiffSchema = z.strictObject({
  kubernetesCluster: z.string().min(1).max(63),
  manifests: z.array(z.unknown()).min(1).max(MAX_COMPARED_MANIFESTS),
  token: z.string().max(MAX_USER_TOKEN).optional(),
});

/** A field that applying would set, change or remove; values are missing where there is none, or the caller may not see it. @public */
export interface FieldChange {
  /** `spec.streaming.topics[0]`. */
  path: string;
  from?: unknown;
  to?: unknown;
}

/** One line of an object as YAML. @public */
export interface ManifestLine {
  text: string;
  /** Only other field managers wrote it: applying leaves it as it is. */
  isOthers?: boolean;
}

/** An object before and after, as YAML with sorted keys, without what the server keeps for itself. @public */
export interface LiveComparison {
  /** When the object was read, in ms since 1970 UTC. */
  readAtMs: number;
  /** Opaque. */
  resourceVersion: string;
  live: ManifestLine[];
  /** As the dry run answered. */
  planned: ManifestLine[];
}

/**
 * A change of a topic that cannot be taken back, or will not happen. Values
 * are missing where the caller may not see what is there now.
 * @public
 */
export interface TopicRisk {
  kind:
    | 'partitions-grow'
    | 'partitions-shrink'
    | 'retention-shrinks'
    | 'topic-removed';
  topic: string;
  from?: string;
  to?: string;
}

/** What applying one manifest would do, by a dry run on the cluster. @public */
export type ManifestDiff = {
  ref: ManifestRef;
  /** What will be sent: `PATCH /apis/…?fieldManager=…`, without the address. Missing where the cluster did not say it. */
  request?: string;
} & (
  | { operation: 'created' | 'unchanged' }
  | {
      operation: 'changed';
      /** At most {@link MAX_FIELD_CHANGES}. */
      changes: FieldChange[];
      /** How many more there are. */
      moreChanges: number;
      /** Missing for callers who may not read claims, and for objects of more than {@link MAX_MANIFEST_LINES} lines. */
      comparison?: LiveComparison;
      risks: TopicRisk[];
    }
  /** The cluster would not take it, or could not be asked. */
  | { operation: 'refused'; code: RealtimeErrorCode; message: string }
);

/** Answer of `POST /v1/create/diff`, in the order asked. @public */
export interface CreateDiff {
  manifests: ManifestDiff[];
}
