import { APPLICATION_CLAIM, REALTIME_PLATFORM_CLAIM } from '../claimApi';
import { STRIMZI_CLUSTER_LABEL } from '../kafkaTopics';
import type { Manifest } from '../manifest';

/** What a manifest needs: `Secret/broker-users`, and where it says so. */
interface Need {
  needed: string;
  path: string;
}

/** Fields that name a Secret, as a text or with a key. */
const SECRET_FIELDS =
  /^(secretRef|.*SecretRef|credentialsSecret|secretName|secretKeyRef)$/;

/** Fields whose text names an object beside this one. */
const NAMING_FIELDS: Readonly<Record<string, string>> = {
  canaryService: 'Service',
  stableService: 'Service',
  activeService: 'Service',
  previewService: 'Service',
  serviceAccountName: 'ServiceAccount',
  templateName: 'AnalysisTemplate',
  httpRoute: 'HTTPRoute',
};

/** Fields that hold `name`, and `kind` unless it is the one here. */
const NAMED_FIELDS: Readonly<Record<string, string>> = {
  backendRefs: 'Service',
  parentRefs: 'Gateway',
  targetRef: 'Service',
  secretStoreRef: 'SecretStore',
  sourceRef: '',
};

/** Everything a manifest refers to outside itself. */
export function findNeeds(manifest: Manifest): Need[] {
  return [
    ...findNeedsIn(manifest.spec, 'spec'),
    ...findPlatformNeeds(manifest),
    ...findKafkaNeeds(manifest),
  ];
}

/** `Kind/name` of a manifest and of what it makes, as needs and externals write it. */
export function findOffers({ kind, metadata, spec }: Manifest): string[] {
  const self = `${kind}/${metadata.name}`;
  if (kind === 'ExternalSecret') {
    const { target } = spec as { target?: { name?: string } };
    return [self, `Secret/${target?.name ?? metadata.name}`];
  }
  // The operator of CloudNativePG makes the credentials of its clusters.
  return kind === 'Cluster' ? [self, `Secret/${metadata.name}-app`] : [self];
}

function findPlatformNeeds({ kind, spec }: Manifest): Need[] {
  if (kind !== APPLICATION_CLAIM) return [];
  const { realtime } = spec as { realtime?: unknown };
  if (typeof realtime !== 'string') return [];
  const needed = `${REALTIME_PLATFORM_CLAIM}/${realtime}`;
  return [{ needed, path: 'spec.realtime' }];
}

function findKafkaNeeds({ kind, metadata }: Manifest): Need[] {
  if (kind !== 'KafkaTopic') return [];
  const cluster = metadata.labels?.[STRIMZI_CLUSTER_LABEL];
  const path = `metadata.labels.${STRIMZI_CLUSTER_LABEL}`;
  return [{ needed: `Kafka/${cluster ?? ''}`, path }];
}

/** Specs have been read by a closed schema, so their depth is known to be small. */
function findNeedsIn(value: unknown, path: string): Need[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const here = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
    const found = needsOf(key, child);
    if (found.length > 0) return found.map(needed => ({ needed, path: here }));
    return findNeedsIn(child, here);
  });
}

/** Objects that one field names. */
function needsOf(key: string, child: unknown): string[] {
  if (SECRET_FIELDS.test(key)) return named(child, 'Secret');
  if (Object.hasOwn(NAMING_FIELDS, key) && typeof child === 'string')
    return [`${NAMING_FIELDS[key]}/${child}`];
  if (!Object.hasOwn(NAMED_FIELDS, key)) return [];
  const all = Array.isArray(child) ? child : [child];
  return all.flatMap(each => named(each, NAMED_FIELDS[key]));
}

function named(value: unknown, defaultKind: string): string[] {
  if (typeof value === 'string') return [`${defaultKind}/${value}`];
  const { name, kind = defaultKind } = (value ?? {}) as {
    name?: unknown;
    kind?: unknown;
  };
  return typeof name === 'string' ? [`${String(kind)}/${name}`] : [];
}
