import { randomUUID } from 'node:crypto';
import { FaultBoard } from './FaultBoard';
import { GroupRegistry } from './groups/GroupRegistry';
import { PartitionLog } from './log/PartitionLog';

export interface BrokerNode {
  readonly nodeId: number;
  readonly port: number;
  isAlive: boolean;
}

export interface Partition {
  readonly index: number;
  /** Node ids; the first one alive leads unless a fault says otherwise. */
  readonly replicas: readonly number[];
  log: PartitionLog;
}

export interface Topic {
  readonly name: string;
  /** 32 hex digits; another one when the topic is made anew. */
  readonly id: string;
  readonly config: Map<string, string>;
  readonly partitions: Partition[];
}

export interface TopicSpec {
  name: string;
  partitions?: number;
  replicationFactor?: number;
  config?: Record<string, string>;
}

export interface ClusterSettings {
  /** Bytes held per partition before the oldest batches go. */
  maxPartitionBytes: number;
  /** Largest batch a producer may send. */
  messageMaxBytes: number;
  now: () => number;
  /** Speaks no flexible version of any request, like Kafka 2.3. */
  isOld: boolean;
}

/**
 * What the brokers of one stand-in share: topics, groups and faults. It has no
 * replication: each partition has one log, and the leader is computed from who
 * is alive. Hence every change of leader is clean and no record is ever lost.
 */
export class Cluster {
  readonly settings: ClusterSettings;
  readonly nodes: BrokerNode[] = [];
  readonly topics = new Map<string, Topic>();
  readonly groups: GroupRegistry;
  readonly faults = new FaultBoard();
  nextProducerId = 1;

  constructor(settings: ClusterSettings) {
    this.settings = settings;
    this.groups = new GroupRegistry();
  }

  createTopic(spec: TopicSpec): Topic {
    const topic: Topic = {
      name: spec.name,
      id: randomUUID().replaceAll('-', ''),
      config: new Map(Object.entries(spec.config ?? {})),
      partitions: [],
    };
    const copies = spec.replicationFactor ?? 1;
    this.topics.set(spec.name, topic);
    this.growTopic(topic, spec.partitions ?? 1, copies);
    return topic;
  }

  growTopic(topic: Topic, count: number, copies = this.#copiesOf(topic)): void {
    for (let index = topic.partitions.length; index < count; index += 1) {
      topic.partitions.push({
        index,
        replicas: this.#place(index, copies),
        log: new PartitionLog(this.settings.maxPartitionBytes),
      });
    }
  }

  /** false when there is no such topic. Idle groups forget it, as in Kafka. */
  deleteTopic(name: string): boolean {
    this.groups.forgetTopic(name);
    return this.topics.delete(name);
  }

  findPartition(topic: string, index: number): Partition | undefined {
    return this.topics.get(topic)?.partitions[index];
  }

  /** −1 when no replica is alive or a fault took the leader away. */
  leaderOf(topic: string, partition: Partition): number {
    if (this.faults.isLeaderless(topic, partition.index)) {
      return -1;
    }
    const moved = this.faults.movedLeader(topic, partition.index);
    const alive = this.#aliveReplicas(partition);
    return moved !== undefined && this.#isAlive(moved)
      ? moved
      : (alive[0] ?? -1);
  }

  inSyncReplicas(topic: string, partition: Partition): number[] {
    const alive = this.#aliveReplicas(partition);
    const leader = this.leaderOf(topic, partition);
    return this.faults.isUnderReplicated(topic, partition.index)
      ? alive.filter(nodeId => nodeId === leader)
      : alive;
  }

  /** The broker that answers for a group; undefined when all are down. */
  coordinatorOf(groupId: string): BrokerNode | undefined {
    const alive = this.nodes.filter(node => node.isAlive);
    const sum = [...groupId].reduce((a, c) => a + c.charCodeAt(0), 0);
    return alive[sum % Math.max(1, alive.length)];
  }

  #aliveReplicas(partition: Partition): number[] {
    return partition.replicas.filter(nodeId => this.#isAlive(nodeId));
  }

  #isAlive(nodeId: number): boolean {
    return this.nodes.some(node => node.nodeId === nodeId && node.isAlive);
  }

  #copiesOf(topic: Topic): number {
    return topic.partitions[0]?.replicas.length ?? 1;
  }

  #place(index: number, copies: number): number[] {
    const { nodes } = this;
    return Array.from(
      { length: copies },
      (_, copy) => nodes[(index + copy) % nodes.length].nodeId,
    );
  }
}
