import { parseDurationMs } from './durations';
import type { BuildResult, Manifest, ManifestProblem } from './manifest';
import { buildMetadata } from './metadata';
import { readForm } from './readForm';
import { findTopicProblems } from './rules';
import {
  kafkaTopicForm,
  kafkaTopicTarget,
  type KafkaTopicForm,
} from './schemas/kafkaTopicSpec';

/** API of Strimzi's topics; older ones are no longer served. @public */
export const KAFKA_TOPIC_API_VERSION = 'kafka.strimzi.io/v1';

/** Label by which Strimzi knows whose topic it is. @public */
export const STRIMZI_CLUSTER_LABEL = 'strimzi.io/cluster';

/**
 * KafkaTopic manifests of a form, in its order. `kafkaCluster` is the name of
 * the Strimzi `Kafka`; `existing` are topics that are there already.
 * @public
 */
export function buildKafkaTopics(form: {
  kafkaCluster: string;
  namespace?: string;
  topics: readonly KafkaTopicForm[];
  existing?: readonly string[];
}): BuildResult {
  const { kafkaCluster, namespace } = form;
  const target = readForm(kafkaTopicTarget, { kafkaCluster, namespace }, '');
  const topics = form.topics.map((topic, index) =>
    readForm(kafkaTopicForm, topic, `topics[${index}]`),
  );
  const names = form.topics.map(({ name }) => String(name ?? ''));
  const problems: ManifestProblem[] = [
    ...(target.ok ? [] : target.problems),
    ...topics.flatMap(topic => (topic.ok ? [] : topic.problems)),
  ];
  if (form.topics.length === 0)
    problems.push({ field: 'topics', message: 'list at least one topic' });
  if (problems.length === 0)
    problems.push(...findTopicProblems(names, 'topics', form.existing));
  if (problems.length > 0 || !target.ok) return { ok: false, problems };
  const manifests = topics.flatMap(topic =>
    topic.ok ? [toManifest(topic.filled, target.filled)] : [],
  );
  return { ok: true, manifests, warnings: [] };
}

type Filled<Schema extends { _output: unknown }> = Schema['_output'];

function toManifest(
  { name, partitions, replicas, ...settings }: Filled<typeof kafkaTopicForm>,
  { kafkaCluster, namespace }: Filled<typeof kafkaTopicTarget>,
): Manifest {
  const metadata = buildMetadata(topicResourceName(name), { namespace });
  const { retention, cleanupPolicy, config } = settings;
  const all = {
    ...(retention && { 'retention.ms': parseDurationMs(retention) }),
    ...(cleanupPolicy && { 'cleanup.policy': cleanupPolicy }),
    ...config,
  };
  return {
    apiVersion: KAFKA_TOPIC_API_VERSION,
    kind: 'KafkaTopic',
    metadata: {
      ...metadata,
      labels: { [STRIMZI_CLUSTER_LABEL]: kafkaCluster },
    },
    spec: {
      topicName: name,
      partitions,
      replicas,
      ...(Object.keys(all).length > 0 && { config: all }),
    },
  };
}

/** Longest name of a custom resource, less the hash. */
const MAX_READABLE = 200;

/**
 * Name of the KafkaTopic of a topic: the same when Kubernetes allows it, else
 * its readable part and a hash of the whole, so that `a_b` and `a-b` differ.
 * @public
 */
export function topicResourceName(topic: string): string {
  const isAllowed = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(topic);
  if (isAllowed && !/[.-][.-]/.test(topic)) return topic;
  const readable = topic
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, MAX_READABLE)
    .replace(/-$/, '');
  return [readable, fnv1a(topic)].filter(Boolean).join('-');
}

/** Eight hex digits; FNV-1a of 32 bits over UTF-16 units. Tells names apart, protects nothing. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
