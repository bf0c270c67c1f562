import { MqttBroker } from '../../../../mqtt/MqttBroker';
import { SECRET } from '../../../kinds/builtInKinds';
import type { KubernetesObject } from '../../../model/KubernetesObject';
import { Actors } from '../../Actors';
import { mqttSecretOf } from '../../platformSecrets';
import { listSecretsOf } from '../../secrets';
import { idOf, type Player, type Properties, type Verdict } from '../component';
import { judgeBroker } from '../verdicts';
import {
  Connectors,
  type BridgeState,
  type ConnectorParts,
} from './Connectors';
import {
  findMissingUser,
  passwordOf,
  usersOf,
  writeBrokerSecret,
  type BrokerPart,
} from './credentials';

/** Each listens on two ports; a laptop carries so many. */
const MAX_BROKERS = 10;

interface BrokerWish {
  users?: ReadonlyMap<string, string>;
  topics?: readonly string[];
}

interface RunningBroker {
  broker: MqttBroker;
  stop(): Promise<void>;
}

/**
 * `iot-broker`: a real MQTT broker in this process, on free ports of this
 * machine that its Secret names, and a real connector into the sandbox's
 * Kafka. Nothing is kept on disk, whatever `persistence` asks for.
 */
export class BrokerPlayer implements Player<Properties<'iot-broker'>> {
  readonly #client: ConnectorParts['client'];
  readonly #brokers: Actors<BrokerWish, RunningBroker>;
  readonly #connectors: Connectors;
  /** A broker whose users change keeps its ports: clients know them. */
  readonly #ports = new Map<string, { port: number; webSocketPort: number }>();

  constructor(parts: ConnectorParts) {
    this.#client = parts.client;
    this.#connectors = new Connectors(parts, MAX_BROKERS);
    this.#brokers = new Actors(
      (wish, owner) => this.#startBroker(wish, owner),
      MAX_BROKERS,
    );
  }

  workload() {
    return { apiVersion: 'apps/v1', kind: 'StatefulSet' };
  }

  async ensure(part: BrokerPart): Promise<Verdict> {
    const id = idOf(part.application, part.name);
    const missing = findMissingUser(this.#client, part);
    if (missing) {
      await this.#stop(id);
      return judge(part, 0, { state: '', reason: missing });
    }
    if (this.#brokers.isFull && !this.#brokers.has(id)) {
      const reason = `the sandbox runs at most ${MAX_BROKERS} of these brokers; delete one`;
      return judge(part, 0, { state: '', reason });
    }
    const password = passwordOf(this.#client, part);
    const users = usersOf(this.#client, part, password);
    const { topics } = part.properties;
    const { broker } = await this.#brokers.ensure(id, { users, topics });
    writeBrokerSecret(this.#client, part, broker.url, password);
    const secret = users && password;
    const bridge = await this.#connectors.ensure(part, broker.url, secret);
    return judge(part, 1, bridge);
  }

  list(application: KubernetesObject): string[] {
    const prefix = idOf(application, '');
    const running = this.#brokers.owners
      .filter(id => id.startsWith(prefix))
      .map(id => id.slice(prefix.length));
    const suffix = mqttSecretOf('');
    const written = listSecretsOf(this.#client, application)
      .filter(name => name.endsWith(suffix))
      .map(name => name.slice(0, -suffix.length));
    return [...new Set([...running, ...written])];
  }

  async remove(application: KubernetesObject, name: string): Promise<void> {
    const { namespace = '' } = application.metadata;
    const id = idOf(application, name);
    await this.#stop(id);
    this.#ports.delete(id);
    const secret = { kind: SECRET, namespace, name: mqttSecretOf(name) };
    this.#client.remove(secret);
  }

  async stopAll(): Promise<void> {
    await this.#connectors.stopAll();
    await this.#brokers.stopAll();
  }

  async #startBroker(wish: BrokerWish, owner: string): Promise<RunningBroker> {
    const ports = this.#ports.get(owner);
    const broker = await MqttBroker.start({ ...wish, ...ports });
    this.#ports.set(owner, {
      port: Number(new URL(broker.url).port),
      webSocketPort: Number(new URL(broker.webSocketUrl).port),
    });
    return { broker, stop: () => broker.close() };
  }

  async #stop(id: string): Promise<void> {
    await this.#connectors.stop(id);
    await this.#brokers.stop(id);
  }
}

/** A connector that was not asked for is not talked about, whatever is known of it. */
function judge(
  { name, properties }: BrokerPart,
  readyReplicas: 0 | 1,
  { reason, state }: BridgeState,
): Verdict {
  const isAsked = properties.connector?.enabled ?? false;
  return {
    ...judgeBroker({ readyReplicas, ...(isAsked && { connector: state }) }),
    ...(reason !== undefined && { reason }),
    details: { mqttSecret: mqttSecretOf(name) },
  };
}
