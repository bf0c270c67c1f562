import { ExternalKafka } from './ExternalKafka';
import type { KafkaBroker } from './KafkaBroker';
import { findRealKafka } from './real/findRealKafka';
import { RealKafka } from './real/RealKafka';
import { StandInKafka } from './standin/StandInKafka';

/** `auto`: Apache Kafka when Java and Maven are found, else the stand-in. */
export type KafkaChoice = 'auto' | 'real' | 'standin' | { bootstrap: string };

export interface ChosenKafka {
  broker: KafkaBroker;
  /** Which one runs and why, as a sentence. */
  reason: string;
}

interface ChooseOptions {
  port?: number;
  onProgress?: (sentence: string) => void;
}

export async function chooseKafka(
  choice: KafkaChoice,
  options: ChooseOptions = {},
): Promise<ChosenKafka> {
  if (typeof choice === 'object') {
    const broker = new ExternalKafka(choice.bootstrap);
    return { broker, reason: 'Your own Kafka cluster, as asked for.' };
  }
  switch (choice) {
    case 'real':
      return startReal(options, 'as asked for');
    case 'standin':
      return startStandIn(options, 'as asked for');
    default:
      return startBestThereIs(options);
  }
}

async function startBestThereIs(options: ChooseOptions): Promise<ChosenKafka> {
  const parts = await findRealKafka();
  if ('missing' in parts) {
    return startStandIn(options, `since there is no ${parts.missing}`);
  }
  try {
    return await startReal(options, 'since Java and Maven are here');
  } catch (error) {
    options.onProgress?.(error instanceof Error ? error.message : `${error}`);
    return startStandIn(options, 'since Apache Kafka could not be started');
  }
}

async function startReal(options: ChooseOptions, why: string) {
  const broker = await RealKafka.start(options);
  return { broker, reason: `Apache Kafka, ${why}.` };
}

async function startStandIn({ port }: ChooseOptions, why: string) {
  const broker = await StandInKafka.start({ port });
  return { broker, reason: `The stand-in broker, ${why}.` };
}
