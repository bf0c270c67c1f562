import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GuardedProcess } from '../../process/GuardedProcess';
import type { KafkaInstallation } from './installKafka';
import { startJava, type JavaSize } from './startJava';

const FORMAT_TIMEOUT_MS = 60_000;
/** A warm machine needs 2 s; a restart after a kill 3.3 s. */
const BOOT_TIMEOUT_MS = 90_000;
/** Broker then gets SIGKILL: a clean end of many partitions takes long. */
const STOP_TIMEOUT_MS = 10_000;
const STARTED = /Kafka Server started/;
const LISTENING = /Awaiting socket connections on 127\.0\.0\.1:(\d+)/;

/** Ports by the name of their listener; a port not known yet is missing. */
export type ListenerPorts = ReadonlyMap<string, number>;

interface KafkaNodeOptions {
  installation: KafkaInstallation;
  /** Folder of this node alone: settings, and its log below. */
  dir: string;
  /** In the order they open: the controller's first, then those for clients as in the settings. */
  listeners: readonly string[];
  /** Settings of the node as properties, for the ports known so far. */
  buildProperties(ports: ListenerPorts): string | Promise<string>;
  /** Ports asked for; the others are any free ones. */
  ports?: ListenerPorts;
  size?: JavaSize;
}

/**
 * One Kafka process on a folder of its own. Free ports are chosen at the first
 * start and kept from then on, so that a node comes back where it was.
 */
export class KafkaNode {
  readonly #options: KafkaNodeOptions;
  readonly #ports: Map<string, number>;
  #process?: GuardedProcess;

  private constructor(options: KafkaNodeOptions) {
    this.#options = options;
    this.#ports = new Map(options.ports);
  }

  static create(options: KafkaNodeOptions): KafkaNode {
    return new KafkaNode(options);
  }

  /** Process id while it runs. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** 0 before the first start. */
  portOf(listener: string): number {
    return this.#ports.get(listener) ?? 0;
  }

  /** Prepares the empty log; once, before the first start. */
  async format(args: readonly string[]): Promise<void> {
    await this.#writeProperties();
    const file = this.#propertiesFile;
    const tool = this.#run('kafka.tools.StorageTool', [
      ...['format', '-c', file],
      ...args,
    ]);
    const timer = setTimeout(() => tool.end('KILL'), FORMAT_TIMEOUT_MS);
    const code = await tool.exited;
    clearTimeout(timer);
    if (code !== 0) {
      throw new Error(`Kafka could not format its log:\n${tool.explanation}`);
    }
  }

  /** Resolves when it answers; one that runs already is killed first. */
  async start(): Promise<void> {
    await this.kill();
    await this.#writeProperties();
    const running = this.#run('kafka.Kafka', [this.#propertiesFile]);
    this.#process = running;
    const [, ...ports] = await Promise.all([
      running.waitForLine(STARTED, BOOT_TIMEOUT_MS),
      ...this.#options.listeners.map((_, index) =>
        running.waitForLine(LISTENING, BOOT_TIMEOUT_MS, index + 1),
      ),
    ]);
    this.#options.listeners.forEach((listener, index) =>
      this.#ports.set(listener, Number(ports[index])),
    );
  }

  async kill(): Promise<void> {
    await this.#process?.end('KILL');
    this.#process = undefined;
  }

  async stop(): Promise<void> {
    const running = this.#process;
    const timer = setTimeout(() => running?.end('KILL'), STOP_TIMEOUT_MS);
    await running?.end('TERM');
    clearTimeout(timer);
    this.#process = undefined;
  }

  get #propertiesFile(): string {
    return join(this.#options.dir, 'server.properties');
  }

  async #writeProperties(): Promise<void> {
    const { buildProperties, dir } = this.#options;
    await mkdir(dir, { recursive: true });
    const text = await buildProperties(this.#ports);
    await writeFile(this.#propertiesFile, text, { mode: 0o600 });
  }

  #run(mainClass: string, args: string[]): GuardedProcess {
    const { installation, size } = this.#options;
    const { java, libs } = installation;
    return startJava({ java, libs, mainClass, args, size });
  }
}
