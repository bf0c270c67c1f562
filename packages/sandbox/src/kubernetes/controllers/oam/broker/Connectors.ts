import { Kafka, logLevel } from 'kafkajs';
import type { Kind } from '../../../model/Kind';
import { Actors } from '../../Actors';
import { findPlatform } from '../../findPlatform';
import type { InternalClient } from '../../InternalClient';
import type { KafkaTopics } from '../../topics';
import { idOf } from '../component';
import type { BrokerState } from '../verdicts';
import { USER, type BrokerPart } from './credentials';
import { SourceConnector, type ConnectorWish } from './SourceConnector';

export interface ConnectorParts {
  client: InternalClient;
  platformKind: Kind;
  topics: KafkaTopics;
  /** Of Kafka, `host:port`, comma separated. */
  bootstrap: string;
  /** A connector gave up. */
  onChange(): void;
}

/** How the way into Kafka is, and why it is not open. */
export interface BridgeState {
  state: BrokerState['connector'];
  reason?: string;
}

/** The ways into Kafka of all brokers, at most one each. */
export class Connectors {
  readonly #parts: ConnectorParts;
  readonly #actors: Actors<ConnectorWish, SourceConnector>;

  constructor(parts: ConnectorParts, max: number) {
    this.#parts = parts;
    const kafka = new Kafka({
      clientId: 'sandbox-connect',
      brokers: parts.bootstrap.split(','),
      logLevel: logLevel.NOTHING,
    });
    this.#actors = new Actors(
      wish => SourceConnector.start(kafka, wish, parts.onChange),
      max,
    );
  }

  /** Its topic is made first. Throws when Kafka does not answer. */
  async ensure(
    part: BrokerPart,
    url: string,
    password: string | undefined,
  ): Promise<BridgeState> {
    const { application, name, namespace, properties } = part;
    const { connector, realtime = application.metadata.name } = properties;
    if (!connector?.enabled) {
      await this.stop(idOf(application, name));
      return { state: undefined };
    }
    const platform = findPlatform(namespace, realtime, this.#parts);
    if ('progress' in platform) {
      const { message, refusal = message } = platform.progress;
      return { state: '', reason: refusal };
    }
    const { enabled: _, ...rest } = connector;
    await this.#parts.topics.create([rest.kafkaTopic], platform.spec);
    const { state } = await this.#actors.ensure(idOf(application, name), {
      ...rest,
      broker: { url, ...(password && { username: USER, password }) },
    });
    const reason = `messages came that are no JSON with the field ${rest.keyField}`;
    return state === 'RUNNING' ? { state } : { state, reason };
  }

  stop(id: string): Promise<void> {
    return this.#actors.stop(id);
  }

  stopAll(): Promise<void> {
    return this.#actors.stopAll();
  }
}
