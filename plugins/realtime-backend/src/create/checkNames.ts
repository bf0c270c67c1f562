import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  whyNotServiceName,
  whyNotTopicName,
  type CheckedPlace,
  type ClaimApi,
  type CreateCheck,
  type CreateCheckRequest,
  type NameUse,
} from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesClusters } from '@backstage-realtime/plugin-realtime-node';
import type { UserCredentials } from '../access/StreamAccess';
import type { Clock } from '../clock';
import type { RealtimeSettings } from '../config/settings';
import { nameOfFault } from '../nameOfFault';
import { askPlace, unknown, type Use } from './askPlace';
import { catalogUse } from './catalogUse';
import { claimUse } from './claimUse';
import type { TopicNames } from './TopicNames';

/** Clusters of a kind that one check asks; the others are unknown. */
const MAX_CLUSTERS = 10;

/** What a check asks, and with what. */
export interface NameCheckerParts {
  auth: AuthService;
  catalog: CatalogService;
  clusters: KubernetesClusters;
  claimApi: ClaimApi;
  settings: Pick<RealtimeSettings, 'kafka'>;
  topicNames: TopicNames;
  clock: Clock;
  logger: LoggerService;
}

/**
 * Where names of a form are in use. All places are asked at the same moment;
 * one that fails is unknown and keeps none of the others from answering. A
 * name that the rules refuse is not asked for: no place can hold it.
 */
export async function checkNames(
  request: CreateCheckRequest,
  credentials: UserCredentials,
  parts: NameCheckerParts,
): Promise<CreateCheck> {
  const { name, topics = [] } = request;
  const [named, checked] = await Promise.all([
    name === undefined
      ? undefined
      : checkName(name, request, credentials, parts),
    Promise.all(topics.map(topic => checkTopic(topic, request, parts))),
  ]);
  return {
    ...(name !== undefined && named && { name: { name, uses: named } }),
    topics: topics.map((topic, index) => ({
      name: topic,
      uses: checked[index],
    })),
  };
}

function checkName(
  name: string,
  { kubernetesCluster, namespace = 'default' }: CreateCheckRequest,
  credentials: UserCredentials,
  parts: NameCheckerParts,
): Promise<NameUse[]> {
  if (whyNotServiceName(name)) return Promise.resolve([]);
  const names = kubernetesCluster ? [kubernetesCluster] : parts.clusters.names;
  return Promise.all([
    ask({ kind: 'catalog' }, () => catalogUse(parts, name, credentials), parts),
    ...names.map((system, index) =>
      ask(
        { kind: 'kubernetes', system, namespace },
        async () => {
          if (index >= MAX_CLUSTERS) return TOO_MANY;
          const { clusters, claimApi } = parts;
          const client = clusters.getFor(system);
          return clusters.allowsNamespace(system, namespace)
            ? claimUse(client, claimApi, { namespace, name })
            : NOT_ALLOWED;
        },
        parts,
      ),
    ),
  ]);
}

function checkTopic(
  topic: string,
  { kafkaCluster }: CreateCheckRequest,
  parts: NameCheckerParts,
): Promise<NameUse[]> {
  if (whyNotTopicName(topic)) return Promise.resolve([]);
  const all = [...parts.settings.kafka.keys()];
  const names = kafkaCluster ? [kafkaCluster] : all;
  return Promise.all(
    names.map((system, index) =>
      ask(
        { kind: 'kafka', system },
        async () => {
          if (!parts.settings.kafka.has(system)) return NOT_CONFIGURED;
          return index < MAX_CLUSTERS
            ? parts.topicNames.use(system, topic)
            : TOO_MANY;
        },
        parts,
      ),
    ),
  );
}

async function ask(
  place: CheckedPlace,
  answer: () => Promise<Use>,
  { clock, logger }: NameCheckerParts,
): Promise<NameUse> {
  const onFault = (error: unknown) =>
    logger.error('A place could not be asked for a name', {
      place: place.kind,
      fault: nameOfFault(error),
    });
  return { place, ...(await askPlace(answer(), { clock, onFault })) };
}

const TOO_MANY = unknown(
  'realtime.create.not-asked',
  `Only ${MAX_CLUSTERS} clusters are asked at once; choose the cluster first.`,
);

const NOT_CONFIGURED = unknown(
  'realtime.stream.not-configured',
  'app-config has no Kafka cluster of this name.',
);

const NOT_ALLOWED = unknown(
  'realtime.create.not-asked',
  'Templates may not create in this namespace; choose another one.',
);
