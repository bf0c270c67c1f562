import type { SampledSeries } from '../../../sources/prometheus/series';

/** What a series tells, whoever exports it. */
export type Fact =
  | 'broker'
  | 'end'
  | 'start'
  | 'leader'
  | 'replicas'
  | 'inSync'
  | 'topicReplicas'
  | 'underReplicated'
  | 'committed'
  | 'members';

/** One series in words of our own; parts it does not have are missing. */
export interface FactSample {
  fact: Fact;
  topic?: string;
  partition?: number;
  group?: string;
  broker?: number;
  value: number;
}

/**
 * Names of kafka_exporter, which Strimzi deploys too, and of Redpanda's public
 * metrics. Redpanda tells no leader and no log start; its high watermark comes
 * from every replica.
 */
const TOPIC_FACTS: Readonly<Record<string, Fact>> = {
  kafka_topic_partition_current_offset: 'end',
  kafka_topic_partition_oldest_offset: 'start',
  kafka_topic_partition_leader: 'leader',
  kafka_topic_partition_replicas: 'replicas',
  kafka_topic_partition_in_sync_replica: 'inSync',
  redpanda_kafka_max_offset: 'end',
  redpanda_kafka_replicas: 'topicReplicas',
  redpanda_kafka_under_replicated_replicas: 'underReplicated',
};

const GROUP_FACTS: Readonly<Record<string, Fact>> = {
  kafka_consumergroup_current_offset: 'committed',
  kafka_consumergroup_members: 'members',
  redpanda_kafka_consumer_group_committed_offset: 'committed',
  redpanda_kafka_consumer_group_consumers: 'members',
};

const BROKER_FACTS: Readonly<Record<string, Fact>> = {
  kafka_broker_info: 'broker',
};

const FACTS = { ...TOPIC_FACTS, ...GROUP_FACTS, ...BROKER_FACTS };

/** The label that names a thing, in each exporter's words. */
const LABELS = {
  topic: ['topic', 'redpanda_topic'],
  partition: ['partition', 'redpanda_partition'],
  group: ['consumergroup', 'redpanda_group'],
  broker: ['id'],
} as const;

/** Labels that pick the series of one cluster: `{namespace: 'kafka'}`. */
export type Matchers = Readonly<Record<string, string>>;

/** Selectors for everything about the topics, the groups and the brokers: one query each. */
export function buildSelectors(
  topics: readonly string[],
  groups: readonly string[],
  matchers: Matchers,
): string[] {
  const own = Object.entries(matchers).map(
    ([label, value]) => `${label}=${JSON.stringify(value)}`,
  );
  const select = (
    facts: Readonly<Record<string, Fact>>,
    labels: readonly string[],
    names: readonly string[],
  ) =>
    labels.map(label => {
      const named = Object.keys(facts).filter(name => uses(name, label));
      const parts = [oneOf('__name__', named), oneOf(label, names), ...own];
      return `{${parts.join(',')}}`;
    });
  const brokers = [oneOf('__name__', Object.keys(BROKER_FACTS)), ...own];
  return [
    ...(topics.length ? select(TOPIC_FACTS, LABELS.topic, topics) : []),
    ...(groups.length ? select(GROUP_FACTS, LABELS.group, groups) : []),
    `{${brokers.join(',')}}`,
  ];
}

function uses(name: string, label: string): boolean {
  return name.startsWith('redpanda_') === label.startsWith('redpanda_');
}

/** Names may hold any character: each is quoted for the pattern, and the pattern for the query. */
function oneOf(label: string, names: readonly string[]): string {
  const quoted = names.map(name => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return `${label}=~${JSON.stringify(quoted.join('|'))}`;
}

/** undefined for a series that is not known, or not a number. */
export function toFact({
  labels,
  samples,
}: SampledSeries): FactSample | undefined {
  const fact = FACTS[labels.__name__ ?? ''];
  const { value } = samples[0] ?? { value: NaN };
  if (!fact || !Number.isFinite(value)) return undefined;
  const find = (kind: keyof typeof LABELS) =>
    LABELS[kind].map(label => labels[label]).find(text => text !== undefined);
  const number = (text?: string) => (text ? Number(text) : undefined);
  return {
    fact,
    topic: find('topic'),
    partition: number(find('partition')),
    group: find('group'),
    broker: fact === 'broker' ? number(find('broker')) : undefined,
    value,
  };
}
