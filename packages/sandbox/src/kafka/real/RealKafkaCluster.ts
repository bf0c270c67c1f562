import { join } from 'node:path';
import { createClusterId } from './clusterId';
import { createDataDir, type DataDir } from './dataDir';
import {
  installKafka,
  type InstallOptions,
  type KafkaInstallation,
} from './installKafka';
import { KafkaNode, type ListenerPorts } from './KafkaNode';
import { buildServerProperties, type ServerSettings } from './serverProperties';

export interface RealKafkaClusterOptions extends InstallOptions {
  /** Default: 3. */
  brokers?: number;
}

const DEFAULT_BROKERS = 3;
/** Brokers are 1, 2, 3 …; the controller is out of their way. */
const CONTROLLER_ID = 100;

/**
 * Apache Kafka as several processes: one controller and brokers that can be
 * stopped, killed and started one by one while the controller goes on telling
 * the truth about them. Topics have a copy on every broker and take acks=all
 * writes while one of the brokers is away, unless they say otherwise. Ports
 * are free ones and kept, so clients find a restarted broker where it was.
 */
export class RealKafkaCluster {
  readonly #dataDir: DataDir;
  readonly #nodes = new Map<number, KafkaNode>();

  private constructor(dataDir: DataDir) {
    this.#dataDir = dataDir;
  }

  /** Throws when Java or Maven is missing. */
  static async start(
    options: RealKafkaClusterOptions = {},
  ): Promise<RealKafkaCluster> {
    const installation = await installKafka(options);
    const cluster = new RealKafkaCluster(await createDataDir());
    try {
      await cluster.#boot(installation, options.brokers ?? DEFAULT_BROKERS);
    } catch (error) {
      await cluster.close();
      throw error;
    }
    return cluster;
  }

  /** All brokers, running or not, comma separated. */
  get bootstrap(): string {
    return this.brokerIds.map(id => this.bootstrapOf(id)).join(',');
  }

  get brokerIds(): number[] {
    return [...this.#nodes.keys()].filter(id => id !== CONTROLLER_ID);
  }

  bootstrapOf(id: number): string {
    return `127.0.0.1:${this.#node(id).portOf('CLIENT')}`;
  }

  /** In order: it hands its partitions over first. */
  stopBroker(id: number): Promise<void> {
    return this.#node(id).stop();
  }

  /** Without a goodbye; the others take over when its session is over, after 2 s. */
  killBroker(id: number): Promise<void> {
    return this.#node(id).kill();
  }

  /** Resolves when it answers; its copies may still have to catch up. */
  startBroker(id: number): Promise<void> {
    return this.#node(id).start();
  }

  /** Stops everything and removes its data. */
  async close(): Promise<void> {
    await Promise.all([...this.#nodes.values()].map(node => node.kill()));
    await this.#dataDir.remove();
  }

  /** Brokers are formatted while the controller boots; they need its port to start. */
  async #boot(installation: KafkaInstallation, count: number): Promise<void> {
    const clusterId = createClusterId();
    const add = (id: number, listener: string, settings: PartOfSettings) => {
      const dir = join(this.#dataDir.path, `node-${id}`);
      const node = createNode({ installation, dir, listener, settings });
      this.#nodes.set(id, node);
      return node;
    };
    const controller = add(CONTROLLER_ID, 'CONTROLLER', () => ({
      role: 'controller',
      nodeId: CONTROLLER_ID,
      // It is the controller that fills in what a new topic leaves open.
      replicas: count,
    }));
    const brokers = Array.from({ length: count }, (_, index) =>
      add(index + 1, 'CLIENT', () => ({
        role: 'broker',
        nodeId: index + 1,
        replicas: count,
        controllerPort: controller.portOf('CONTROLLER'),
      })),
    );
    const format = (node: KafkaNode, how: string) =>
      node.format([how, '-t', clusterId]);
    await Promise.all([
      format(controller, '--standalone').then(() => controller.start()),
      ...brokers.map(node => format(node, '--no-initial-controllers')),
    ]);
    await Promise.all(brokers.map(node => node.start()));
  }

  #node(id: number): KafkaNode {
    const node = this.#nodes.get(id);
    if (node && id !== CONTROLLER_ID) return node;
    throw new Error(`There is no broker ${id}, only ${this.brokerIds.join()}.`);
  }
}

/** Settings besides the folder and the port; asked for at every start. */
type PartOfSettings = () => Omit<ServerSettings, 'logDir' | 'port'>;

function createNode(options: {
  installation: KafkaInstallation;
  dir: string;
  listener: string;
  settings: PartOfSettings;
}): KafkaNode {
  const { installation, dir, listener, settings } = options;
  return KafkaNode.create({
    installation,
    dir,
    listeners: [listener],
    buildProperties: (ports: ListenerPorts) =>
      buildServerProperties({
        logDir: join(dir, 'log'),
        port: ports.get(listener) ?? 0,
        ...settings(),
      }),
  });
}

/** Several brokers on this machine; throws when Java or Maven is missing. */
export function startRealKafkaCluster(
  options?: RealKafkaClusterOptions,
): Promise<RealKafkaCluster> {
  return RealKafkaCluster.start(options);
}
