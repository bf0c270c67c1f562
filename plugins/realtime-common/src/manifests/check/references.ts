import { APPLICATION_CLAIM, REALTIME_PLATFORM_CLAIM } from '../claimApi';
import { STRIMZI_CLUSTER_LABEL } from '../kafkaTopics';
import type { Manifest } from '../manifest';

/** What a manifest needs: `Secret/broker-users`, and where it says so. */
interface Need {
  needed: string;
  path: string;
}

/** Fields that name a Secret. */
const SECRET_FIELDS = /^(secretRef|.*SecretRef|credentialsSecret|secretName)$/;

/** Everything a manifest refers to outside itself. */
export function findNeeds(manifest: Manifest): Need[] {
  return [
    ...findSecretNeeds(manifest.spec, 'spec'),
    ...findPlatformNeeds(manifest),
    ...findKafkaNeeds(manifest),
  ];
}

/** `Kind/name` of a manifest, as needs and externals write it. */
export function toExternal({ kind, metadata }: Manifest): string {
  return `${kind}/${metadata.name}`;
}

function findPlatformNeeds({ kind, spec }: Manifest): Need[] {
  const { realtime } = spec as { realtime?: unknown };
  if (kind !== APPLICATION_CLAIM || typeof realtime !== 'string') return [];
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
function findSecretNeeds(value: unknown, path: string): Need[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const here = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
    const name = SECRET_FIELDS.test(key) ? secretNameOf(child) : undefined;
    return name
      ? [{ needed: `Secret/${name}`, path: here }]
      : findSecretNeeds(child, here);
  });
}

function secretNameOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const { name } = (value ?? {}) as { name?: unknown };
  return typeof name === 'string' ? name : undefined;
}
