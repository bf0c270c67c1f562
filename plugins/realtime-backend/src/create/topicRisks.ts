import {
  KAFKA_TOPIC_API_VERSION,
  OAM_API_VERSION,
  parseDurationMs,
  REALTIME_PLATFORM_CLAIM,
  type TopicRisk,
} from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import { asArray, asObject } from './looselyTyped';

/** What an object asks of one topic; undefined where it leaves it to others. */
interface AskedTopic {
  partitions?: number;
  /** As it is written: `24h`, or ms of a KafkaTopic. */
  retention?: string;
}

/**
 * Changes of topics that cannot be taken back: partitions that grow move keys,
 * records beyond a shorter retention are gone, as is a topic that nobody asks
 * for. Fewer partitions is what Kafka never does.
 */
export function findTopicRisks(
  live: KubernetesObject,
  planned: KubernetesObject,
): TopicRisk[] {
  const after = topicsOf(planned);
  return [...topicsOf(live)].flatMap(([topic, from]) => {
    const to = after.get(topic);
    if (!to) return [{ kind: 'topic-removed' as const, topic }];
    return [
      ...partitionRisks(topic, from, to),
      ...retentionRisks(topic, from, to),
    ];
  });
}

function partitionRisks(
  topic: string,
  { partitions: from }: AskedTopic,
  { partitions: to }: AskedTopic,
): TopicRisk[] {
  if (from === undefined || to === undefined || from === to) return [];
  const kind = to > from ? 'partitions-grow' : 'partitions-shrink';
  return [{ kind, topic, from: `${from}`, to: `${to}` }];
}

function retentionRisks(
  topic: string,
  { retention: from = '' }: AskedTopic,
  { retention: to = '' }: AskedTopic,
): TopicRisk[] {
  const [fromMs, toMs] = [parseDurationMs(from), parseDurationMs(to)];
  if (fromMs === undefined || toMs === undefined || toMs >= fromMs) return [];
  return [{ kind: 'retention-shrinks', topic, from, to }];
}

function topicsOf({
  apiVersion,
  kind,
  metadata,
  spec,
}: KubernetesObject): Map<string, AskedTopic> {
  const asked = asObject(spec);
  if (kind === REALTIME_PLATFORM_CLAIM) return platformTopics(asked);
  if (kind === 'Application' && apiVersion === OAM_API_VERSION)
    return applicationTopics(asked);
  if (kind !== 'KafkaTopic' || apiVersion !== KAFKA_TOPIC_API_VERSION)
    return new Map();
  const { topicName = metadata.name, config } = asked;
  const retentionMs = asObject(config)['retention.ms'];
  const retention = retentionMs === undefined ? undefined : `${retentionMs}ms`;
  return new Map([[String(topicName), readAsked({ ...asked, retention })]]);
}

/** Names under `kafkaConfig.topics` with its defaults, and `topics` with their own. */
function platformTopics(
  spec: Record<string, unknown>,
): Map<string, AskedTopic> {
  const defaults = asObject(spec.kafkaConfig);
  const all = new Map<string, AskedTopic>();
  for (const name of asArray(defaults.topics))
    all.set(String(name), readAsked(defaults));
  for (const topic of asArray(spec.topics).map(asObject))
    all.set(String(topic.name), readAsked({ ...defaults, ...topic }));
  return all;
}

/** Topics of its platforms; those that other components name belong to whoever named them first. */
function applicationTopics(
  spec: Record<string, unknown>,
): Map<string, AskedTopic> {
  const platforms = asArray(spec.components)
    .map(asObject)
    .filter(({ type }) => type === 'realtime-platform');
  return new Map(
    platforms.flatMap(({ properties }) => [
      ...platformTopics(asObject(properties)),
    ]),
  );
}

function readAsked({
  partitions,
  retention,
}: Record<string, unknown>): AskedTopic {
  return {
    ...(typeof partitions === 'number' && { partitions }),
    ...(typeof retention === 'string' && { retention }),
  };
}
