import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { KafkaBroker, SaslPlain } from '../KafkaBroker';
import { Cluster, type BrokerNode, type TopicSpec } from './Cluster';
import { Connection } from './Connection';
import type { FaultBoard } from './FaultBoard';
import type { ModernGroup } from './groups/GroupRegistry';

const MIB = 1024 * 1024;

export interface StandInOptions {
  /** How many brokers; each has its own port. Default 1. */
  brokers?: number;
  /** Port of the first broker; the others follow. Default: any free ports. */
  port?: number;
  sasl?: SaslPlain;
  /** Largest batch a producer may send, default 1 MiB. */
  messageMaxBytes?: number;
  /** Bytes held per partition before the oldest batches go, default 64 MiB. */
  maxPartitionBytes?: number;
  topics?: readonly TopicSpec[];
  /** Speaks no flexible version of any request, like Kafka 2.3. */
  isOld?: boolean;
  now?: () => number;
}

interface RunningNode extends BrokerNode {
  port: number;
  server?: Server;
  readonly sockets: Set<Socket>;
}

/**
 * Kafka's protocol on a TCP port, without Kafka: what a demo and a test need
 * when there is no Java, and what a bench needs to be limited by the client.
 *
 * It keeps record batches as they came, so codecs, headers and CRC are the
 * client's own, and serves them without copying. It has no replication, no
 * transactions, no compaction and no disk: killing it keeps the data because
 * the process lives on. It refuses what it does not speak by closing the
 * connection, like a broker; ApiVersions tells clients beforehand. Where the
 * behaviour of the real one is known to matter (error codes, whole batches
 * from before the asked offset, silent OffsetFetch, `Dead` for an unknown
 * group) it does the same; one contract suite runs against both.
 */
export class StandInKafka implements KafkaBroker {
  readonly kind = 'standin';
  readonly #cluster: Cluster;
  readonly #sasl: SaslPlain | undefined;
  readonly #nodes: RunningNode[] = [];

  private constructor(options: StandInOptions) {
    this.#sasl = options.sasl;
    this.#cluster = new Cluster({
      maxPartitionBytes: options.maxPartitionBytes ?? 64 * MIB,
      messageMaxBytes: options.messageMaxBytes ?? MIB,
      now: options.now ?? Date.now,
      isOld: options.isOld ?? false,
    });
  }

  static async start(options: StandInOptions = {}): Promise<StandInKafka> {
    const kafka = new StandInKafka(options);
    for (let nodeId = 1; nodeId <= (options.brokers ?? 1); nodeId += 1) {
      const port = options.port ? options.port + nodeId - 1 : 0;
      kafka.#addNode({ nodeId, port, isAlive: false, sockets: new Set() });
    }
    try {
      await kafka.restart();
    } catch (error) {
      await kafka.close();
      throw error;
    }
    options.topics?.forEach(spec => kafka.#cluster.createTopic(spec));
    return kafka;
  }

  get bootstrap(): string {
    return this.#nodes.map(({ port }) => `127.0.0.1:${port}`).join(',');
  }

  get nodeIds(): number[] {
    return this.#nodes.map(({ nodeId }) => nodeId);
  }

  get faults(): FaultBoard {
    return this.#cluster.faults;
  }

  /** Open client connections over all brokers. */
  get connectionCount(): number {
    return this.#nodes.reduce((sum, { sockets }) => sum + sockets.size, 0);
  }

  createTopic(spec: TopicSpec): void {
    this.#cluster.createTopic(spec);
  }

  /**
   * A group of the newer consumer protocol, or a share group: described, never
   * joined. What such a group commits is committed as for any other.
   */
  addModernGroup(group: ModernGroup): void {
    this.#cluster.groups.modern.set(group.id, group);
  }

  /**
   * Puts batches straight into a partition, past network and client; returns
   * the first offset. Throws RangeError for an unknown partition or damage.
   */
  append(topic: string, partition: number, batches: Buffer): number {
    const log = this.#cluster.findPartition(topic, partition)?.log;
    const offset = log?.append(batches);
    if (offset === undefined) {
      throw new RangeError(
        `Partition ${topic}/${partition} is unknown or the batch is damaged`,
      );
    }
    return offset;
  }

  /** Deletes the topic and creates it anew, empty, with the same shape. */
  recreateTopic(name: string): void {
    const topic = this.#cluster.topics.get(name);
    if (!topic) {
      throw new RangeError(`There is no topic ${name}`);
    }
    this.#cluster.deleteTopic(name);
    this.#cluster.createTopic({
      name,
      partitions: topic.partitions.length,
      replicationFactor: topic.partitions[0].replicas.length,
      config: Object.fromEntries(topic.config),
    });
  }

  /** Closes every client's connection, or those to one broker. */
  cutConnections(nodeId?: number): void {
    this.#choose(nodeId).forEach(({ sockets }) => {
      sockets.forEach(socket => socket.destroy());
    });
  }

  /** One broker goes away; its partitions move to a replica that lives. */
  async killNode(nodeId: number): Promise<void> {
    await Promise.all(this.#choose(nodeId).map(endNode));
  }

  /** Brings it back on its port; the preferred leaders lead again at once. */
  async restartNode(nodeId: number): Promise<void> {
    await this.killNode(nodeId);
    await Promise.all(this.#choose(nodeId).map(node => this.#listen(node)));
  }

  async kill(): Promise<void> {
    await Promise.all(this.#nodes.map(endNode));
  }

  /** The same as `kill`: there is nobody to hand anything over to. */
  async stop(): Promise<void> {
    await this.kill();
  }

  async restart(): Promise<void> {
    await this.kill();
    await Promise.all(this.#nodes.map(node => this.#listen(node)));
  }

  async close(): Promise<void> {
    await this.kill();
    this.#cluster.groups.dispose();
    this.#cluster.topics.clear();
  }

  #addNode(node: RunningNode): void {
    this.#nodes.push(node);
    this.#cluster.nodes.push(node);
  }

  #choose(nodeId?: number): RunningNode[] {
    return this.#nodes.filter(
      node => nodeId === undefined || node.nodeId === nodeId,
    );
  }

  async #listen(node: RunningNode): Promise<void> {
    const server = createServer(socket => {
      if (!node.isAlive) {
        socket.destroy();
        return;
      }
      node.sockets.add(socket);
      socket.once('close', () => node.sockets.delete(socket));
      Connection.serve(this.#cluster, node, socket, this.#sasl);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(node.port, '127.0.0.1', resolve);
    });
    node.port = (server.address() as AddressInfo).port;
    node.server = server;
    node.isAlive = true;
  }
}

async function endNode(node: RunningNode): Promise<void> {
  node.isAlive = false;
  const { server } = node;
  node.server = undefined;
  node.sockets.forEach(socket => socket.destroy());
  if (server) {
    await new Promise<void>(resolve => server.close(() => resolve()));
  }
}
