import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KafkaBroker, SaslPlain } from '../KafkaBroker';
import { kafkaCacheDir } from './cacheDir';
import { createClusterId } from './clusterId';
import { createDataDir, type DataDir } from './dataDir';
import { fetchJars } from './fetchJars';
import { findRealKafka } from './findRealKafka';
import { JavaProcess } from './JavaProcess';
import {
  buildScramArguments,
  writeSecureLines,
  type SecureListener,
} from './secureListener';
import { buildServerProperties } from './serverProperties';

export interface RealKafkaOptions {
  /** Port of the broker. Default: any free one. */
  port?: number;
  sasl?: SaslPlain;
  /** Opens a second listener, with TLS and a login, at `secureBootstrap`. */
  secure?: SecureListener;
  /** Largest batch a producer may send. Default: Kafka's own, about 1 MiB. */
  messageMaxBytes?: number;
  cacheDir?: string;
  onProgress?: (sentence: string) => void;
}

const FORMAT_TIMEOUT_MS = 60_000;
/** A warm machine needs 2 s; a restart after a kill 3.3 s. */
const BOOT_TIMEOUT_MS = 90_000;
/** Broker then gets SIGKILL: a clean end of many partitions takes long. */
const STOP_TIMEOUT_MS = 10_000;
const STARTED = /Kafka Server started/;
const LISTENING = /Awaiting socket connections on 127\.0\.0\.1:(\d+)/;
/** The controller's listener opens first, then those for clients in the order of the settings. */
const CLIENT_LISTENER = 2;
const SECURE_LISTENER = 3;

interface Installation {
  java: string;
  libs: string;
  dataDir: DataDir;
}

/**
 * Apache Kafka as one process without containers: a single node that is
 * broker and controller, from jars of Maven Central, on data in a temporary
 * folder. States: running → (kill | stop) → restart → running → close. Both
 * ports are free ones at the first start; the client port is kept from then
 * on, so clients find a restarted broker where it was.
 */
export class RealKafka implements KafkaBroker {
  readonly kind = 'real';
  readonly #installation: Installation;
  readonly #options: RealKafkaOptions;
  #process?: JavaProcess;
  #port: number;
  #securePort = 0;

  private constructor(installation: Installation, options: RealKafkaOptions) {
    this.#installation = installation;
    this.#options = options;
    this.#port = options.port ?? 0;
  }

  static async start(options: RealKafkaOptions = {}): Promise<RealKafka> {
    const parts = await findRealKafka();
    if ('missing' in parts) {
      throw new Error(
        `Apache Kafka needs ${parts.missing}. Install it, or use the stand-in.`,
      );
    }
    const { onProgress, cacheDir = kafkaCacheDir() } = options;
    const { java, maven } = parts;
    const libs = await fetchJars({ maven, cacheDir, onProgress });
    const dataDir = await createDataDir();
    const kafka = new RealKafka({ java, libs, dataDir }, options);
    try {
      await kafka.#format();
      await kafka.restart();
    } catch (error) {
      await kafka.close();
      throw error;
    }
    return kafka;
  }

  get bootstrap(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /** The listener with TLS and a login. Throws when none was asked for. */
  get secureBootstrap(): string {
    if (this.#securePort > 0) return `127.0.0.1:${this.#securePort}`;
    throw new Error('This broker was started without a secure listener.');
  }

  /** Process id while it runs. */
  get pid(): number | undefined {
    return this.#process?.pid;
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

  async restart(): Promise<void> {
    await this.kill();
    await this.#writeProperties();
    const running = this.#run('kafka.Kafka', [this.#propertiesFile]);
    this.#process = running;
    const listening = (known: number, nth: number) =>
      known || running.waitForLine(LISTENING, BOOT_TIMEOUT_MS, nth);
    const [port, securePort] = await Promise.all([
      listening(this.#port, CLIENT_LISTENER),
      this.#options.secure && listening(this.#securePort, SECURE_LISTENER),
      running.waitForLine(STARTED, BOOT_TIMEOUT_MS),
    ]);
    this.#port = Number(port);
    this.#securePort = Number(securePort ?? 0);
  }

  /** Records are thrown away, so there is no reason to wait for a clean end. */
  async close(): Promise<void> {
    await this.kill();
    await this.#installation.dataDir.remove();
  }

  get #propertiesFile(): string {
    return join(this.#installation.dataDir.path, 'server.properties');
  }

  async #format(): Promise<void> {
    const { secure } = this.#options;
    await this.#writeProperties();
    const tool = this.#run('kafka.tools.StorageTool', [
      'format',
      '--standalone',
      ...(secure ? buildScramArguments(secure.user) : []),
      ...['-t', createClusterId()],
      ...['-c', this.#propertiesFile],
    ]);
    const timer = setTimeout(() => tool.end('KILL'), FORMAT_TIMEOUT_MS);
    const code = await tool.exited;
    clearTimeout(timer);
    if (code !== 0) {
      throw new Error(`Kafka could not format its log:\n${tool.explanation}`);
    }
  }

  async #writeProperties(): Promise<void> {
    const { sasl, messageMaxBytes, secure } = this.#options;
    const { path } = this.#installation.dataDir;
    const text = buildServerProperties({
      logDir: join(path, 'log'),
      port: this.#port,
      sasl,
      messageMaxBytes,
      secure: secure && {
        port: this.#securePort,
        lines: await writeSecureLines(secure, path),
      },
    });
    await writeFile(this.#propertiesFile, text, { mode: 0o600 });
  }

  #run(mainClass: string, args: string[]): JavaProcess {
    const { java, libs } = this.#installation;
    return JavaProcess.start({ java, libs, mainClass, args });
  }
}

/** Apache Kafka on this machine; throws when Java or Maven is missing. */
export function startRealKafka(options?: RealKafkaOptions): Promise<RealKafka> {
  return RealKafka.start(options);
}
