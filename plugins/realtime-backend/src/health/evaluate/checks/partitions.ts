import type {
  HealthContext,
  PartitionView,
  TopicView,
} from '../context/HealthContext';
import { configsOf, positive } from '../context/settings';
import type { Missing } from '@backstage-realtime/plugin-realtime-common';
import { unknown, type Judgement } from '../judgement';
import { brokerNames, count, name, partitionNames } from '../values';

/** Partitions of a topic that a rule holds for, with what sentences about them need. */
export function valuesOf(
  topic: TopicView,
  found: readonly PartitionView[],
  { owner }: Pick<HealthContext, 'owner'>,
) {
  return {
    topic: name(topic.topic),
    system: name(topic.system),
    owner: name(owner),
    count: count(found.length),
    total: count(topic.partitions.length),
    partitions: partitionNames(found.map(({ partition }) => partition)),
    brokers: brokerNames(found.flatMap(outOfSync)),
  };
}

/** Brokers that hold a replica and are not in sync. */
function outOfSync({ observed }: PartitionView): number[] {
  return observed.replicas.filter(broker => !observed.isr.includes(broker));
}

/** The smallest number of replicas of a partition; partitions made at different times may differ. */
export function replicasOf(topic: TopicView): number {
  return topic.partitions.reduce(
    (least, { observed }) => Math.min(least, observed.replicas.length),
    Infinity,
  );
}

/** Configured minimum of in-sync replicas; Kafka's default is 1. */
export function minInSync(topic: TopicView): number | undefined {
  const configs = configsOf(topic);
  return configs.known
    ? (positive(configs.value, 'min.insync.replicas') ?? 1)
    : undefined;
}

/** A value of the configuration, or why it is not known. */
export function configOf(
  topic: TopicView,
  key: string,
): { value?: string; missing?: Missing } {
  const configs = configsOf(topic);
  return configs.known
    ? { value: configs.value.get(key)?.value }
    : { missing: configs.missing };
}

/** Configuration was withheld, so what rests on it cannot be told. */
export function withoutConfigs(topic: TopicView): Judgement | undefined {
  const configs = configsOf(topic);
  return configs.known ? undefined : unknown(configs.missing, topic.subject);
}

/** A topic whose metadata lists no partition cannot be judged by them. */
export function withoutPartitions(topic: TopicView): Judgement | undefined {
  return topic.partitions.length === 0
    ? unknown({ code: 'no-data' }, topic.subject)
    : undefined;
}
