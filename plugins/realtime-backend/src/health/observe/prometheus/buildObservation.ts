import {
  known,
  missing,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import type { ObserveScope } from '../../monitor/SystemObserver';
import type {
  GroupObservation,
  GroupOffset,
  Observation,
  PartitionObservation,
  TopicObservation,
} from '../../observation';
import type { Fact, FactSample } from './series';

const UNSUPPORTED = missing('unsupported', {
  detail: 'the exporter does not tell it',
});
const NO_DATA = missing('no-data', { detail: 'there is no such series' });
const PARTIAL = missing('failed', {
  detail: 'Prometheus warns that its answer is not whole',
});
const NO_COMMIT = missing('no-commit');

type Parts = Pick<
  Observation,
  'brokers' | 'controller' | 'topics' | 'groups' | 'logDirs'
>;

/** What all queries together gave. */
export interface FactsFound {
  facts: readonly FactSample[];
  /** Series may be missing for a reason that is not known. */
  isPartial: boolean;
}

/** What series tell of topics and groups; what no exporter tells is `unsupported`. */
export function buildObservation(
  scope: ObserveScope,
  { facts: samples, isPartial }: FactsFound,
): Parts {
  const facts = new Facts(samples, isPartial ? PARTIAL : NO_DATA);
  const brokers = samples.flatMap(({ fact, broker }) =>
    fact === 'broker' && broker !== undefined ? [broker] : [],
  );
  return {
    brokers: [...new Set(brokers)].sort((a, b) => a - b).map(id => ({ id })),
    controller: UNSUPPORTED,
    topics: scope.topics.map(topic => buildTopic(topic, facts)),
    groups: scope.groups.map(group => buildGroup(group, scope.topics, facts)),
    logDirs: [],
  };
}

/** Samples by what they tell and of what. Of several for one thing (one a replica) the largest counts. */
class Facts {
  private readonly values = new Map<string, number>();
  private readonly partitions = new Map<string, Set<number>>();

  constructor(
    samples: readonly FactSample[],
    /** Why a series is not there. */
    readonly absent: typeof NO_DATA,
  ) {
    for (const { fact, topic, group, partition, value } of samples) {
      const key = toKey(fact, topic, partition, group);
      this.values.set(key, Math.max(value, this.values.get(key) ?? value));
      if (topic !== undefined && partition !== undefined) {
        this.noteTopic(topic, partition);
      }
    }
  }

  get(
    fact: Fact,
    topic?: string,
    partition?: number,
    group?: string,
  ): number | undefined {
    return this.values.get(toKey(fact, topic, partition, group));
  }

  partitionsOf(topic: string): number[] {
    return [...(this.partitions.get(topic) ?? [])].sort((a, b) => a - b);
  }

  private noteTopic(topic: string, partition: number): void {
    const ofTopic = this.partitions.get(topic) ?? new Set();
    this.partitions.set(topic, ofTopic.add(partition));
  }
}

function toKey(...parts: Array<string | number | undefined>): string {
  return JSON.stringify(parts.map(part => part ?? null));
}

function buildTopic(topic: string, facts: Facts): TopicObservation {
  const partitions = facts
    .partitionsOf(topic)
    .map(partition => buildPartition(topic, partition, facts));
  return {
    topic,
    ...(partitions.length === 0 && { missing: facts.absent.missing }),
    isInternal: topic.startsWith('__'),
    partitions,
    configs: UNSUPPORTED,
  };
}

function buildPartition(
  topic: string,
  partition: number,
  facts: Facts,
): PartitionObservation {
  const read = (fact: Fact) => facts.get(fact, topic, partition);
  const start = read('start');
  return {
    partition,
    leader: toLeader(read('leader')),
    ...toReplicas(topic, partition, facts),
    offlineReplicas: [],
    start: start === undefined ? UNSUPPORTED : toOffset(start, facts),
    end: toOffset(read('end'), facts),
    stableEnd: UNSUPPORTED,
    newestMs: UNSUPPORTED,
    oldestMs: UNSUPPORTED,
    sizeBytes: UNSUPPORTED,
    producers: UNSUPPORTED,
  };
}

function toLeader(leader: number | undefined): Reading<number> {
  if (leader === undefined) return UNSUPPORTED;
  return leader < 0 ? missing('no-leader') : known(leader);
}

function toOffset(
  offset: number | undefined,
  { absent }: Facts,
): Reading<bigint> {
  return offset === undefined || offset < 0 ? absent : known(toBigint(offset));
}

function toBigint(offset: number): bigint {
  return BigInt(Math.round(offset));
}

/** Exporters tell how many there are and not who: ids below zero stand for brokers without a name. */
function toReplicas(topic: string, partition: number, facts: Facts) {
  const total =
    facts.get('replicas', topic, partition) ??
    facts.get('topicReplicas', topic);
  const behind = facts.get('underReplicated', topic, partition);
  const inSync =
    facts.get('inSync', topic, partition) ??
    (total !== undefined && behind !== undefined ? total - behind : undefined);
  const isWhole = total !== undefined && inSync !== undefined;
  return {
    replicas: isWhole ? nameless(total) : [],
    isr: isWhole ? nameless(inSync) : [],
  };
}

function nameless(count: number): number[] {
  return Array.from({ length: Math.max(0, count) }, (_, i) => -1 - i);
}

function buildGroup(
  group: string,
  topics: readonly string[],
  facts: Facts,
): GroupObservation {
  const members = facts.get('members', undefined, undefined, group);
  return {
    group,
    type: 'unknown',
    state: members === 0 ? known('Empty') : UNSUPPORTED,
    members: toMembers(members, facts),
    offsets: topics.flatMap(topic => buildOffsets(group, topic, facts)),
  };
}

function toMembers(
  count: number | undefined,
  { absent }: Facts,
): GroupObservation['members'] {
  if (count === undefined) return absent;
  if (count === 0) return known([]);
  return missing('unsupported', {
    detail: `the exporter counts ${count} members and does not name them`,
  });
}

/** Exporters write -1 where there is no commit; a topic without any series is none of the group's. */
function buildOffsets(
  group: string,
  topic: string,
  facts: Facts,
): GroupOffset[] {
  const partitions = facts.partitionsOf(topic);
  const rows = partitions.map(partition => ({
    topic,
    partition,
    value: facts.get('committed', topic, partition, group),
  }));
  if (rows.every(({ value }) => value === undefined)) return [];
  return rows.map(({ partition, value }) => ({
    topic,
    partition,
    committed: toCommitted(value, facts),
  }));
}

function toCommitted(
  value: number | undefined,
  { absent }: Facts,
): Reading<bigint> {
  if (value === undefined) return absent;
  return value < 0 ? NO_COMMIT : known(toBigint(value));
}
