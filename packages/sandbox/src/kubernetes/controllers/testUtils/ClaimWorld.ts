import type { KubeConfig } from '@kubernetes/client-node';
import { Kafka, logLevel, type Admin } from 'kafkajs';
import { AbsentParts } from '../../../absent/AbsentParts';
import { StandInKafka } from '../../../kafka/standin/StandInKafka';
import { MqttBroker } from '../../../mqtt/MqttBroker';
import { SchemaRegistry } from '../../../registry/SchemaRegistry';
import {
  defaultDefinitionsDir,
  readComposites,
} from '../../kinds/compositeKinds';
import { FREE_KINDS } from '../../kinds/freeKinds';
import { KubernetesApi } from '../../KubernetesApi';
import type { Pace } from '../ClaimController';
import { PlatformControllers } from '../PlatformControllers';
import { PlatformUser } from './PlatformUser';
import { configFor, serviceStarter } from './surroundings';

export const MAX_CLAIMS = 6;

/** Brokers, the API and the platform behind it, used as a person would with the official client. */
export class ClaimWorld extends PlatformUser {
  /** Lets a platform that failed try again. */
  retry = () => {};

  private constructor(
    readonly kafka: StandInKafka,
    readonly mqtt: MqttBroker,
    readonly registry: SchemaRegistry,
    private readonly absent: AbsentParts,
    private readonly api: KubernetesApi,
    config: KubeConfig,
    readonly controllers: PlatformControllers,
  ) {
    super(config);
  }

  static async start(): Promise<ClaimWorld> {
    const [kafka, mqtt, registry, absent, api] = await Promise.all([
      StandInKafka.start(),
      MqttBroker.start(),
      SchemaRegistry.start(),
      AbsentParts.start(),
      KubernetesApi.start({
        definitions: [
          ...(await readComposites(defaultDefinitionsDir())),
          ...FREE_KINDS,
        ],
        quotas: { 'applicationclaims.platform.example.org': MAX_CLAIMS },
      }),
    ]);
    const pace: Pace = {
      step: async () => {},
      retry: (_, signal) =>
        new Promise(resolve => {
          world.retry = resolve;
          signal.addEventListener('abort', () => resolve());
        }),
    };
    const controllers = new PlatformControllers(api, {
      addresses: {
        bootstrap: kafka.bootstrap,
        mqttUrl: mqtt.url,
        mqttWebSocketUrl: mqtt.webSocketUrl,
        schemaRegistryUrl: registry.url,
        absent: absent.urls,
      },
      startService: serviceStarter(kafka, mqtt, registry),
      pace,
    });
    const config = configFor(api);
    const world = new ClaimWorld(
      kafka,
      mqtt,
      registry,
      absent,
      api,
      config,
      controllers,
    );
    return world;
  }

  async close(): Promise<void> {
    await this.controllers.stop();
    await this.api.close();
    await this.absent.close();
    await this.registry.close();
    await this.mqtt.close();
    await this.kafka.close();
  }

  async withAdmin<T>(ask: (admin: Admin) => Promise<T>): Promise<T> {
    const brokers = [this.kafka.bootstrap];
    const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    try {
      return await ask(admin);
    } finally {
      await admin.disconnect();
    }
  }

  listTopics(): Promise<string[]> {
    return this.withAdmin(admin => admin.listTopics());
  }
}
