import { known, missing } from '@backstage-realtime/plugin-realtime-common';
import type {
  GroupMember,
  GroupObservation,
  GroupOffset,
  Observation,
  PartitionObservation,
  TopicConfigs,
  TopicObservation,
} from '../../observation';
import { ReadingHistory } from '../../history/ReadingHistory';
import { buildLimits, type LimitSources } from '../limits/buildLimits';
import type { EvaluateInput, HealthScope } from '../types';

export const SYSTEM = 'prod-eu1';
export const TOPIC = 'pong_topic';
export const GROUP = 'ws-gateway';
/** 21 Nov 2026, 14:07:33 UTC. */
export const NOW_MS = Date.UTC(2026, 10, 21, 14, 7, 33);

const NOT_ASKED = missing('not-asked');

/** A healthy partition of three replicas that holds 1,000 records of the last hour. */
export function aPartition(
  more: Partial<PartitionObservation> = {},
): PartitionObservation {
  return {
    partition: 0,
    leader: known(1),
    replicas: [1, 2, 3],
    isr: [1, 2, 3],
    offlineReplicas: [],
    start: known(0n),
    end: known(1000n),
    stableEnd: known(1000n),
    newestMs: known(NOW_MS - 1000),
    oldestMs: known(NOW_MS - 3_600_000),
    sizeBytes: known(1_000_000),
    producers: NOT_ASKED,
    ...more,
  };
}

/** Partitions 0 to n − 1, each led by its preferred replica. */
export function partitions(
  n: number,
  more: (partition: number) => Partial<PartitionObservation> = () => ({}),
): PartitionObservation[] {
  return Array.from({ length: n }, (_, partition) => {
    const replicas = [0, 1, 2].map(index => ((partition + index) % 3) + 1);
    return aPartition({
      ...{ partition, replicas, isr: replicas, leader: known(replicas[0]) },
      ...more(partition),
    });
  });
}

/** Configuration of a topic, as a topic of production should have it. */
export function configs(more: Record<string, string> = {}): TopicConfigs {
  const values = {
    'retention.ms': '86400000',
    'retention.bytes': '-1',
    'segment.ms': '3600000',
    'cleanup.policy': 'delete',
    'min.insync.replicas': '2',
    'max.message.bytes': '1048588',
    'message.timestamp.type': 'CreateTime',
    'unclean.leader.election.enable': 'false',
    ...more,
  };
  return new Map(
    Object.entries(values).map(([key, value]) => [
      key,
      { value, source: 'topic' as const },
    ]),
  );
}

export function aTopic(more: Partial<TopicObservation> = {}): TopicObservation {
  return {
    topic: TOPIC,
    isInternal: false,
    partitions: partitions(3),
    configs: known(configs()),
    ...more,
  };
}

export function aMember(
  assigned: number[],
  more: Partial<GroupMember> = {},
): GroupMember {
  return {
    id: 'ws-gateway-7c9f-1',
    clientId: 'ws-gateway-7c9f',
    host: '/10.4.2.17',
    assignments: [{ topic: TOPIC, partitions: assigned }],
    ...more,
  };
}

export function anOffset(
  partition: number,
  committed: bigint,
  more: Partial<GroupOffset> = {},
): GroupOffset {
  return { topic: TOPIC, partition, committed: known(committed), ...more };
}

/** A stable group of one member that has read all of three partitions. */
export function aGroup(more: Partial<GroupObservation> = {}): GroupObservation {
  return {
    group: GROUP,
    type: 'classic',
    state: known('Stable'),
    members: known([aMember([0, 1, 2])]),
    offsets: [0, 1, 2].map(partition => anOffset(partition, 1000n)),
    ...more,
  };
}

export function anObservation(more: Partial<Observation> = {}): Observation {
  return {
    system: SYSTEM,
    source: 'kafka',
    atMs: NOW_MS,
    tookMs: 40,
    requests: 21,
    brokers: [1, 2, 3].map(id => ({
      id,
      rack: `rack-${id}`,
      isAnswering: true,
    })),
    controller: known(1),
    topics: [aTopic()],
    groups: [aGroup()],
    logDirs: [1, 2, 3].map(broker => ({
      broker,
      path: '/data',
      totalBytes: 1e12,
      usableBytes: 6e11,
      replicas: [{ topic: TOPIC, partition: 0, sizeBytes: 1_000_000 }],
    })),
    ...more,
  };
}

/** An entity of production with one topic and one group, and its limits. */
export function aScope(
  more: Partial<HealthScope> & Partial<LimitSources> = {},
): HealthScope {
  const { tier = 'prod', tags = [], config, annotations, ...scope } = more;
  const { limits, problems } = buildLimits({ tier, tags, config, annotations });
  return {
    entityRef: 'component:default/pingpong-counter',
    owner: 'team-edge',
    topics: [{ system: SYSTEM, topic: TOPIC }],
    groups: [{ system: SYSTEM, group: GROUP }],
    ...{ tier, tags, limits, problems },
    ...scope,
  };
}

export function anInput(more: Partial<EvaluateInput> = {}): EvaluateInput {
  return {
    scope: aScope(),
    observations: [anObservation()],
    stages: [],
    history: ReadingHistory.create(),
    memory: new Map(),
    intervalMs: 15_000,
    nowMs: NOW_MS,
    ...more,
  };
}
