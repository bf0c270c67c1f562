import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { GuardedProcess } from '../../process/GuardedProcess';
import { kafkaCacheDir } from './cacheDir';
import { fetchJars, TOOL_JARS } from './fetchJars';
import { installKafka, type InstallOptions } from './installKafka';
import { startJava } from './startJava';

const run = promisify(execFile);
const TIMEOUT_MS = 60_000;
/** A tool is short-lived; less to start is worth more than speed later. */
const JVM_FLAGS = ['-Xmx128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

const MAIN_CLASSES = {
  'kafka-consumer-groups':
    'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
  'kafka-topics': 'org.apache.kafka.tools.TopicCommand',
  'kafka-log-dirs': 'org.apache.kafka.tools.LogDirsCommand',
  'kafka-console-consumer': 'org.apache.kafka.tools.consumer.ConsoleConsumer',
} as const;

/** Name of a program as it is called in the `bin` folder of Kafka. */
export type KafkaTool = keyof typeof MAIN_CLASSES;

/** Apache Kafka's own command line: an independent opinion about a cluster. */
export class KafkaTools {
  readonly #java: string;
  readonly #classPath: string;

  private constructor(java: string, classPath: string) {
    this.#java = java;
    this.#classPath = classPath;
  }

  /** Throws when Java or Maven is missing. */
  static async install(options: InstallOptions = {}): Promise<KafkaTools> {
    const { java, maven, libs } = await installKafka(options);
    const { cacheDir = kafkaCacheDir(), onProgress } = options;
    const tools = await fetchJars({ maven, cacheDir, onProgress }, TOOL_JARS);
    return new KafkaTools(java, `${libs}/*:${tools}`);
  }

  /** What the program prints. Throws with its complaints when it fails or takes longer than a minute. */
  async run(tool: KafkaTool, args: readonly string[]): Promise<string> {
    const { stdout } = await run(
      this.#java,
      [
        ...JVM_FLAGS,
        ...['-cp', `${this.#classPath}/*`, MAIN_CLASSES[tool]],
        ...args,
      ],
      { timeout: TIMEOUT_MS },
    );
    return stdout;
  }

  /** A program that goes on until it is ended, and at the latest until we do. */
  start(tool: KafkaTool, args: readonly string[]): GuardedProcess {
    return startJava({
      java: this.#java,
      libs: this.#classPath,
      mainClass: MAIN_CLASSES[tool],
      args: [...args],
    });
  }
}

/** Kafka's command line on this machine; throws when Java or Maven is missing. */
export function installKafkaTools(
  options?: InstallOptions,
): Promise<KafkaTools> {
  return KafkaTools.install(options);
}
