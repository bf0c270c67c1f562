import { join } from 'node:path';
import type { KafkaBroker, SaslPlain } from '../KafkaBroker';
import { createClusterId } from './clusterId';
import { createDataDir, type DataDir } from './dataDir';
import {
  installKafka,
  type InstallOptions,
  type KafkaInstallation,
} from './installKafka';
import { KafkaNode, type ListenerPorts } from './KafkaNode';
import {
  buildScramArguments,
  writeSecureLines,
  type SecureListener,
} from './secureListener';
import { buildServerProperties } from './serverProperties';
import type { JavaSize } from './startJava';

export interface RealKafkaOptions extends InstallOptions {
  /** Port of the broker. Default: any free one. */
  port?: number;
  sasl?: SaslPlain;
  /** Opens a second listener, with TLS and a login, at `secureBootstrap`. */
  secure?: SecureListener;
  /** Largest batch a producer may send. Default: Kafka's own, about 1 MiB. */
  messageMaxBytes?: number;
  /** `measured` for a benchmark: memory and threads of a server, not of a guest. Default: small. */
  size?: JavaSize;
}

/**
 * Apache Kafka as one process without containers: a single node that is
 * broker and controller, from jars of Maven Central, on data in a temporary
 * folder. States: running → (kill | stop) → restart → running → close. Its
 * ports are free ones at the first start and kept from then on, so clients
 * find a restarted broker where it was.
 */
export class RealKafka implements KafkaBroker {
  readonly kind = 'real';
  readonly #dataDir: DataDir;
  readonly #node: KafkaNode;

  private constructor(dataDir: DataDir, node: KafkaNode) {
    this.#dataDir = dataDir;
    this.#node = node;
  }

  static async start(options: RealKafkaOptions = {}): Promise<RealKafka> {
    const installation = await installKafka(options);
    const dataDir = await createDataDir();
    const node = createNode(installation, dataDir.path, options);
    const kafka = new RealKafka(dataDir, node);
    try {
      const { secure } = options;
      await node.format([
        '--standalone',
        ...(secure ? buildScramArguments(secure.user) : []),
        ...['-t', createClusterId()],
      ]);
      await node.start();
    } catch (error) {
      await kafka.close();
      throw error;
    }
    return kafka;
  }

  get bootstrap(): string {
    return `127.0.0.1:${this.#node.portOf('CLIENT')}`;
  }

  /** The listener with TLS and a login. Throws when none was asked for. */
  get secureBootstrap(): string {
    const port = this.#node.portOf('SECURE');
    if (port > 0) return `127.0.0.1:${port}`;
    throw new Error('This broker was started without a secure listener.');
  }

  /** Process id while it runs. */
  get pid(): number | undefined {
    return this.#node.pid;
  }

  kill(): Promise<void> {
    return this.#node.kill();
  }

  stop(): Promise<void> {
    return this.#node.stop();
  }

  restart(): Promise<void> {
    return this.#node.start();
  }

  /** Records are thrown away, so there is no reason to wait for a clean end. */
  async close(): Promise<void> {
    await this.kill();
    await this.#dataDir.remove();
  }
}

function createNode(
  installation: KafkaInstallation,
  dir: string,
  { port = 0, sasl, messageMaxBytes, secure, size }: RealKafkaOptions,
): KafkaNode {
  const buildProperties = async (ports: ListenerPorts) =>
    buildServerProperties({
      logDir: join(dir, 'log'),
      port: ports.get('CLIENT') ?? 0,
      sasl,
      messageMaxBytes,
      networkThreads: size === 'measured' ? 2 : 1,
      secure: secure && {
        port: ports.get('SECURE') ?? 0,
        lines: await writeSecureLines(secure, dir),
      },
    });
  return KafkaNode.create({
    installation,
    dir,
    listeners: ['CONTROLLER', 'CLIENT', ...(secure ? ['SECURE'] : [])],
    buildProperties,
    ports: new Map([['CLIENT', port]]),
    size,
  });
}

/** Apache Kafka on this machine; throws when Java or Maven is missing. */
export function startRealKafka(options?: RealKafkaOptions): Promise<RealKafka> {
  return RealKafka.start(options);
}
