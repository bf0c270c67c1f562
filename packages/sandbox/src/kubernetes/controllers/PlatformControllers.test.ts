import { once } from 'node:events';
import {
  CustomObjectsApi,
  CoreV1Api,
  KubeConfig,
  Watch,
  type KubernetesObject,
} from '@kubernetes/client-node';
import { Kafka, logLevel } from 'kafkajs';
import { WebSocket } from 'ws';
import { StandInKafka } from '../../kafka/standin/StandInKafka';
import { MqttBroker } from '../../mqtt/MqttBroker';
import { PingPong } from '../../pingpong/PingPong';
import { KubernetesApi } from '../KubernetesApi';
import { defaultDefinitionsDir, readComposites } from '../kinds/compositeKinds';
import { DELETION_POLICY } from './applicationRecipe';
import type { Pace } from './ClaimController';
import { PlatformControllers } from './PlatformControllers';

const TIMEOUT_MS = 60_000;
const API = {
  group: 'platform.example.org',
  version: 'v1alpha1',
  namespace: 'default',
};

interface Condition {
  type: string;
  status: string;
  reason: string;
  message?: string;
  observedGeneration: number;
}

interface Claim extends KubernetesObject {
  status?: {
    conditions?: Condition[];
    endpoints?: { websocket?: string };
    streaming?: { topics: string[]; consumerGroup: string };
    realtime?: { secrets: string[] };
    secrets?: { kafka: string; mqtt?: string };
  };
}

/** No waiting between steps; failures are tried again when the test says so. */
function createPace() {
  let retry = () => {};
  const pace: Pace = {
    step: async () => {},
    retry: (_, signal) =>
      new Promise(resolve => {
        retry = resolve;
        signal.addEventListener('abort', () => resolve());
      }),
  };
  return { pace, retry: () => retry() };
}

describe('the platform behind the sandbox API', () => {
  let kafka: StandInKafka;
  let mqtt: MqttBroker;
  let api: KubernetesApi;
  let controllers: PlatformControllers;
  let config: KubeConfig;
  let objects: CustomObjectsApi;
  const { pace, retry } = createPace();

  beforeAll(async () => {
    [kafka, mqtt, api] = await Promise.all([
      StandInKafka.start(),
      MqttBroker.start(),
      KubernetesApi.start({
        definitions: await readComposites(defaultDefinitionsDir()),
        quotas: { 'applicationclaims.platform.example.org': 6 },
      }),
    ]);
    const { bootstrap } = kafka;
    controllers = new PlatformControllers(api, {
      addresses: {
        bootstrap,
        mqttUrl: mqtt.url,
        mqttWebSocketUrl: mqtt.webSocketUrl,
      },
      startService: async names => {
        const service = await PingPong.start({
          bootstrap,
          mqtt: { url: mqtt.url },
          rate: 20,
          names,
        });
        return {
          webSocketUrl: service.service.webSocketUrl,
          healthUrl: service.service.healthUrl,
          stop: () => service.stop(),
        };
      },
      pace,
    });
    config = configFor(api);
    objects = config.makeApiClient(CustomObjectsApi);
    await createPlatform('streaming', { kafkaConfig: { partitions: 2 } });
    await untilReady('realtimeplatformclaims', 'streaming');
  }, TIMEOUT_MS);

  afterAll(async () => {
    await controllers.stop();
    await api.close();
    await mqtt.close();
    await kafka.close();
  }, TIMEOUT_MS);

  const create = (plural: string, kind: string, name: string, rest: object) =>
    objects.createNamespacedCustomObject({
      ...API,
      plural,
      body: {
        apiVersion: 'platform.example.org/v1alpha1',
        kind,
        ...rest,
        metadata: {
          name,
          ...('metadata' in rest && (rest.metadata as object)),
        },
      },
    });

  const createPlatform = (name: string, spec: object = {}) =>
    create('realtimeplatformclaims', 'RealtimePlatformClaim', name, {
      spec: { name, ...spec },
    });

  const createService = (name: string, own: object = {}, metadata = {}) =>
    create('applicationclaims', 'ApplicationClaim', name, {
      metadata,
      spec: {
        name,
        language: 'python',
        framework: 'fastapi',
        realtime: 'streaming',
        websocket: true,
        streaming: {
          enabled: true,
          topics: [`${name}_ping`, `${name}_pong`, `${name}_counts`],
        },
        ...own,
      },
    });

  const removeService = (name: string) =>
    objects.deleteNamespacedCustomObject({
      ...API,
      plural: 'applicationclaims',
      name,
    });

  /** Each state of one claim as it changes, up to the one that is asked for. */
  const follow = async (
    plural: string,
    name: string,
    isLast: (claim: Claim, type: string) => boolean,
  ) => {
    const seen: Claim[] = [];
    const path = `/apis/${API.group}/${API.version}/namespaces/default/${plural}`;
    await new Promise<void>((resolve, reject) => {
      const abort = new Watch(config).watch(
        path,
        { fieldSelector: `metadata.name=${name}` },
        (type, claim: Claim) => {
          seen.push(claim);
          if (isLast(claim, type)) {
            resolve();
            void abort.then(each => each.abort());
          }
        },
        error => error && !isAbort(error) && reject(error),
      );
    });
    return seen;
  };

  const conditionOf = (claim: Claim, type: string) =>
    claim.status?.conditions?.find(condition => condition.type === type);

  const untilReady = (plural: string, name: string) =>
    follow(plural, name, c => conditionOf(c, 'Ready')?.status === 'True');

  const untilRefused = (name: string) =>
    follow(
      'applicationclaims',
      name,
      claim => conditionOf(claim, 'Synced')?.status === 'False',
    );

  const withAdmin = async <T>(
    ask: (admin: ReturnType<Kafka['admin']>) => Promise<T>,
  ) => {
    const admin = new Kafka({
      brokers: [kafka.bootstrap],
      logLevel: logLevel.NOTHING,
    }).admin();
    await admin.connect();
    try {
      return await ask(admin);
    } finally {
      await admin.disconnect();
    }
  };

  const listTopics = () => withAdmin(admin => admin.listTopics());

  it(
    'tells each step of a claim, and ends with a service whose pongs flow',
    async () => {
      const following = untilReady('applicationclaims', 'orders');
      await createService('orders');
      const claims = await following;
      const messages = claims.map(
        claim => conditionOf(claim, 'Ready')?.message,
      );
      expect([...new Set(messages)]).toEqual([
        undefined,
        'the platform streaming is ready; creating topics',
        '3 topics are there, 3 of them new; writing secrets',
        'secrets streaming-kafka-secret, streaming-mqtt-secret are mounted; starting the service',
        'the service orders runs: pings and pongs flow through its topics',
      ]);
      const last = claims.at(-1)!;
      expect(conditionOf(last, 'Synced')).toMatchObject({
        status: 'True',
        reason: 'ReconcileSuccess',
        observedGeneration: 1,
      });
      expect(last.status).toMatchObject({
        streaming: {
          topics: ['orders_ping', 'orders_pong', 'orders_counts'],
          consumerGroup: 'orders-group',
        },
        realtime: {
          secrets: ['streaming-kafka-secret', 'streaming-mqtt-secret'],
        },
      });
      const socket = new WebSocket(last.status!.endpoints!.websocket!);
      const [text] = await once(socket, 'message');
      socket.close();
      expect(JSON.parse(String(text))).toMatchObject({
        response: expect.stringMatching(/^pong: ping \d+$/),
      });
      const { topics } = await withAdmin(admin =>
        admin.fetchTopicMetadata({ topics: ['orders_pong'] }),
      );
      expect(topics[0].partitions).toHaveLength(2);
      await removeService('orders');
    },
    TIMEOUT_MS,
  );

  it('writes the secrets of a platform under the names and keys services read', async () => {
    const core = config.makeApiClient(CoreV1Api);
    const read = async (name: string) => {
      const { data = {} } = await core.readNamespacedSecret({
        name,
        namespace: 'default',
      });
      return Object.fromEntries(
        Object.entries(data).map(([key, value]) => [
          key,
          Buffer.from(value, 'base64').toString(),
        ]),
      );
    };
    expect(await read('streaming-kafka-secret')).toEqual({
      KAFKA_BOOTSTRAP_SERVERS: kafka.bootstrap,
    });
    const { port } = new URL(mqtt.url);
    expect(await read('streaming-mqtt-secret')).toEqual({
      MQTT_HOST: '127.0.0.1',
      MQTT_PORT: port,
      MQTT_USER: 'realtime-user',
      MQTT_PASSWORD: expect.stringMatching(/^[\w-]{16}$/),
    });
  });

  it(
    'refuses a platform nobody has, names those there are, and goes on when it comes',
    async () => {
      await createService('late', { realtime: 'later' });
      const claims = await untilRefused('late');
      expect(conditionOf(claims.at(-1)!, 'Synced')).toMatchObject({
        reason: 'ReconcileError',
        message:
          'there is no RealtimePlatformClaim named "later" in the namespace default; there is: streaming',
      });
      await createPlatform('later', { iot: true });
      await untilReady('applicationclaims', 'late');
      await removeService('late');
    },
    TIMEOUT_MS,
  );

  it(
    'leaves a platform that never gets ready, and who waits for it, creating',
    async () => {
      await createPlatform('never-ready');
      await createService('waiting', { realtime: 'never-ready' });
      const claims = await follow('applicationclaims', 'waiting', claim =>
        Boolean(
          conditionOf(claim, 'Ready')?.message?.includes('0 of 3 brokers'),
        ),
      );
      expect(conditionOf(claims.at(-1)!, 'Ready')).toMatchObject({
        status: 'False',
        reason: 'Creating',
        message:
          'waiting for the platform never-ready: 0 of 3 parts are ready; Kafka has 0 of 3 brokers',
      });
      expect(await listTopics()).not.toContain('waiting_ping');
      await removeService('waiting');
    },
    TIMEOUT_MS,
  );

  it(
    'stops the service of a deleted claim, keeps its topics, and then lets it go',
    async () => {
      await createService('short');
      const claims = await untilReady('applicationclaims', 'short');
      const { websocket } = claims.at(-1)!.status!.endpoints!;
      const before = controllers.serviceCount;
      const gone = follow(
        'applicationclaims',
        'short',
        (_, type) => type === 'DELETED',
      );
      await removeService('short');
      const seen = await gone;
      expect(seen.map(claim => conditionOf(claim, 'Ready')?.reason)).toContain(
        'Deleting',
      );
      expect(controllers.serviceCount).toBe(before - 1);
      const [error] = await once(new WebSocket(websocket!), 'error');
      expect(error).toMatchObject({ code: 'ECONNREFUSED' });
      expect(await listTopics()).toContain('short_pong');
    },
    TIMEOUT_MS,
  );

  it(
    'deletes the topics it made when the claim says so, and no others',
    async () => {
      await withAdmin(admin =>
        admin.createTopics({ topics: [{ topic: 'purged_ping' }] }),
      );
      const annotations = { [DELETION_POLICY]: 'Delete' };
      await createService('purged', {}, { annotations });
      await untilReady('applicationclaims', 'purged');
      const gone = follow(
        'applicationclaims',
        'purged',
        (_, type) => type === 'DELETED',
      );
      await removeService('purged');
      await gone;
      const topics = await listTopics();
      expect(topics).toContain('purged_ping');
      expect(topics).not.toContain('purged_pong');
    },
    TIMEOUT_MS,
  );

  it(
    'moves the service when its topics change',
    async () => {
      await createService('moved');
      await untilReady('applicationclaims', 'moved');
      await objects.patchNamespacedCustomObject({
        ...API,
        plural: 'applicationclaims',
        name: 'moved',
        body: [
          {
            op: 'replace',
            path: '/spec/streaming/topics',
            value: ['moved_all'],
          },
        ],
      });
      const claims = await follow(
        'applicationclaims',
        'moved',
        claim =>
          conditionOf(claim, 'Ready')?.status === 'True' &&
          conditionOf(claim, 'Ready')?.observedGeneration === 2,
      );
      expect(claims.at(-1)!.status?.streaming?.topics).toEqual(['moved_all']);
      expect(await listTopics()).toContain('moved_all');
      await removeService('moved');
    },
    TIMEOUT_MS,
  );

  it(
    'says that Kafka is away, and goes on when it is back',
    async () => {
      await kafka.kill();
      await createService('patient');
      const claims = await untilRefused('patient');
      const { message } = conditionOf(claims.at(-1)!, 'Synced')!;
      expect(message).toBe(
        'Kafka or MQTT did not answer; the platform tries again',
      );
      await kafka.restart();
      retry();
      await untilReady('applicationclaims', 'patient');
      await removeService('patient');
    },
    TIMEOUT_MS,
  );

  it('refuses more claims than the quota of the namespace', async () => {
    const attempts = Array.from({ length: 7 }, (_, index) =>
      createService(`crowd-${index}`, { realtime: 'nobody' }),
    );
    const refused = (await Promise.allSettled(attempts)).filter(
      ({ status }) => status === 'rejected',
    );
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({
      reason: {
        code: 403,
        body: expect.stringContaining(
          'exceeded quota: sandbox, requested: count/applicationclaims.platform.example.org=1, used: count/applicationclaims.platform.example.org=6, limited: count/applicationclaims.platform.example.org=6',
        ),
      },
    });
  });
});

function configFor({ ca, tokens, url }: KubernetesApi): KubeConfig {
  const config = new KubeConfig();
  const caData = Buffer.from(ca).toString('base64');
  config.loadFromClusterAndUser(
    { name: 'sandbox', server: url, caData, skipTLSVerify: false },
    { name: 'admin', token: tokens.admin },
  );
  return config;
}

function isAbort(error: Error): boolean {
  return error.name === 'AbortError';
}
