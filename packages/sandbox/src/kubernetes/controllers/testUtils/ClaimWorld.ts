import {
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  Watch,
  type KubernetesObject,
} from '@kubernetes/client-node';
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
import { configFor, serviceStarter } from './surroundings';

export const MAX_CLAIMS = 6;
const NAMESPACE = 'default';

const CLAIMS = { group: 'platform.example.org', version: 'v1alpha1' };
const APIS = {
  applicationclaims: CLAIMS,
  realtimeplatformclaims: CLAIMS,
  kafkatopics: { group: 'kafka.strimzi.io', version: 'v1' },
  applications: { group: 'core.oam.dev', version: 'v1beta1' },
};

export type Plural = keyof typeof APIS;

export interface Condition {
  type: string;
  status: string;
  reason: string;
  message?: string;
  observedGeneration: number;
}

export interface Claim extends KubernetesObject {
  status?: {
    conditions?: Condition[];
    endpoints?: { websocket?: string };
    streaming?: { topics: string[]; consumerGroup: string };
    realtime?: { secrets: string[] };
    observedGeneration?: number;
    /** The phase of an OAM application. */
    status?: string;
    services?: {
      name: string;
      healthy: boolean;
      message: string;
      details?: Record<string, string>;
    }[];
    workflow?: { message?: string; steps?: object[] };
  };
}

export function conditionOf(claim: Claim, type: string): Condition | undefined {
  return claim.status?.conditions?.find(condition => condition.type === type);
}

/** Brokers, the API and the platform behind it, used as a person would with the official client. */
export class ClaimWorld {
  /** Lets a platform that failed try again. */
  retry = () => {};

  private constructor(
    readonly kafka: StandInKafka,
    readonly mqtt: MqttBroker,
    readonly registry: SchemaRegistry,
    private readonly absent: AbsentParts,
    private readonly api: KubernetesApi,
    private readonly config: KubeConfig,
    readonly controllers: PlatformControllers,
  ) {}

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

  createPlatform(name: string, spec: object = {}): Promise<unknown> {
    return this.#create('RealtimePlatformClaim', name, { name, ...spec });
  }

  /** On the platform `streaming`, with three topics, unless told otherwise. */
  createService(
    name: string,
    own: object = {},
    metadata: object = {},
  ): Promise<unknown> {
    const topics = [`${name}_ping`, `${name}_pong`, `${name}_counts`];
    const spec = {
      name,
      language: 'python',
      framework: 'fastapi',
      realtime: 'streaming',
      websocket: true,
      streaming: { enabled: true, topics },
      ...own,
    };
    return this.#create('ApplicationClaim', name, spec, metadata);
  }

  removeService(name: string): Promise<unknown> {
    return this.#remove('applicationclaims', name);
  }

  replaceTopics(name: string, value: string[]): Promise<unknown> {
    return this.#objects.patchNamespacedCustomObject({
      ...placeOf('applicationclaims'),
      name,
      body: [{ op: 'replace', path: '/spec/streaming/topics', value }],
    });
  }

  createTopic(name: string, spec: object, labels?: object): Promise<unknown> {
    return this.#create('KafkaTopic', name, spec, { labels });
  }

  createApplication(name: string, spec: object): Promise<unknown> {
    return this.#create('Application', name, spec);
  }

  replaceComponents(name: string, value: object[]): Promise<unknown> {
    return this.#objects.patchNamespacedCustomObject({
      ...placeOf('applications'),
      name,
      body: [{ op: 'replace', path: '/spec/components', value }],
    });
  }

  patchTopic(name: string, path: string, value: unknown): Promise<unknown> {
    return this.#objects.patchNamespacedCustomObject({
      ...placeOf('kafkatopics'),
      name,
      body: [{ op: 'replace', path, value }],
    });
  }

  removeTopic(name: string): Promise<unknown> {
    return this.#remove('kafkatopics', name);
  }

  removeApplication(name: string): Promise<unknown> {
    return this.#remove('applications', name);
  }

  /** What somebody brings who has passwords or a licence. */
  createSecret(
    name: string,
    stringData: Record<string, string>,
  ): Promise<unknown> {
    const core = this.config.makeApiClient(CoreV1Api);
    const body = { metadata: { name }, stringData };
    return core.createNamespacedSecret({ namespace: NAMESPACE, body });
  }

  removeSecret(name: string): Promise<unknown> {
    const core = this.config.makeApiClient(CoreV1Api);
    return core.deleteNamespacedSecret({ name, namespace: NAMESPACE });
  }

  /** As text, by key. */
  async readSecret(name: string): Promise<Record<string, string>> {
    const core = this.config.makeApiClient(CoreV1Api);
    const namespace = NAMESPACE;
    const { data = {} } = await core.readNamespacedSecret({ name, namespace });
    return Object.fromEntries(
      Object.entries(data).map(([key, value]) => [
        key,
        Buffer.from(value, 'base64').toString(),
      ]),
    );
  }

  /** Each state of one claim as it changes, up to the one that is asked for. */
  async follow(
    plural: Plural,
    name: string,
    isLast: (claim: Claim, type: string) => boolean,
  ): Promise<Claim[]> {
    const seen: Claim[] = [];
    const { group, namespace, version } = placeOf(plural);
    const path = `/apis/${group}/${version}/namespaces/${namespace}/${plural}`;
    await new Promise<void>((resolve, reject) => {
      const watching = new Watch(this.config).watch(
        path,
        { fieldSelector: `metadata.name=${name}` },
        (type, claim: Claim) => {
          seen.push(claim);
          if (isLast(claim, type)) {
            resolve();
            void watching.then(each => each.abort());
          }
        },
        error => error && error.name !== 'AbortError' && reject(error),
      );
    });
    return seen;
  }

  untilReady(plural: Plural, name: string, generation = 1): Promise<Claim[]> {
    return this.follow(plural, name, claim => {
      const ready = conditionOf(claim, 'Ready');
      return (
        ready?.status === 'True' && ready.observedGeneration === generation
      );
    });
  }

  untilRefused(name: string): Promise<Claim[]> {
    return this.follow(
      'applicationclaims',
      name,
      claim => conditionOf(claim, 'Synced')?.status === 'False',
    );
  }

  untilGone(
    name: string,
    plural: Plural = 'applicationclaims',
  ): Promise<Claim[]> {
    return this.follow(plural, name, (_, type) => type === 'DELETED');
  }

  /** Each state of an OAM application, up to the first that is as asked. */
  untilSays(
    name: string,
    isLast: (status: NonNullable<Claim['status']>) => boolean,
  ): Promise<Claim[]> {
    return this.follow(
      'applications',
      name,
      ({ status }) => status !== undefined && isLast(status),
    );
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

  get #objects(): CustomObjectsApi {
    return this.config.makeApiClient(CustomObjectsApi);
  }

  #create(kind: string, name: string, spec: object, metadata: object = {}) {
    const place = placeOf(`${kind.toLowerCase()}s` as Plural);
    return this.#objects.createNamespacedCustomObject({
      ...place,
      body: {
        apiVersion: `${place.group}/${place.version}`,
        kind,
        metadata: { name, ...metadata },
        spec,
      },
    });
  }

  #remove(plural: Plural, name: string): Promise<unknown> {
    const place = placeOf(plural);
    return this.#objects.deleteNamespacedCustomObject({ ...place, name });
  }
}

function placeOf(plural: Plural) {
  return { ...APIS[plural], namespace: NAMESPACE, plural };
}
