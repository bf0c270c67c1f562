import { once } from 'node:events';
import { WebSocket } from 'ws';
import { DELETION_POLICY } from './applicationRecipe';
import { conditionOf } from './testUtils/claims';
import { ClaimWorld, MAX_CLAIMS } from './testUtils/ClaimWorld';

const TIMEOUT_MS = 60_000;
const SERVICES = 'applicationclaims';

describe('the platform behind the sandbox API', () => {
  jest.setTimeout(TIMEOUT_MS);
  let world: ClaimWorld;

  beforeAll(async () => {
    world = await ClaimWorld.start();
    await world.createPlatform('streaming', { kafkaConfig: { partitions: 2 } });
    await world.untilReady('realtimeplatformclaims', 'streaming');
  });

  afterAll(() => world.close());

  it('tells each step of a claim, and ends with a service whose pongs flow', async () => {
    const following = world.untilReady(SERVICES, 'orders');
    await world.createService('orders');
    const claims = await following;
    const messages = claims.map(claim => conditionOf(claim, 'Ready')?.message);
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
    const { topics } = await world.withAdmin(admin =>
      admin.fetchTopicMetadata({ topics: ['orders_pong'] }),
    );
    expect(topics[0].partitions).toHaveLength(2);
    await world.removeService('orders');
  });

  it('writes Avro where the claim asks for it', async () => {
    const topics = ['meters_ping', 'meters_pong'];
    const streaming = { enabled: true, topics, encoding: 'avro' };
    await world.createService('meters', { streaming });
    const claims = await world.untilReady(SERVICES, 'meters');
    const socket = new WebSocket(claims.at(-1)!.status!.endpoints!.websocket!);
    const [text] = await once(socket, 'message');
    socket.close();
    expect(JSON.parse(String(text))).toMatchObject({
      response: expect.stringMatching(/^pong: ping \d+$/),
    });
    expect(world.registry.subjects.names()).toEqual([
      'meters_ping-value',
      'meters_pong-value',
    ]);
    await world.removeService('meters');
  });

  it('writes the secrets of a platform under the names and keys services read', async () => {
    expect(await world.readSecret('streaming-kafka-secret')).toEqual({
      KAFKA_BOOTSTRAP_SERVERS: world.kafka.bootstrap,
      KAFKA_SCHEMA_REGISTRY_URL: world.registry.url,
    });
    expect(await world.readSecret('streaming-mqtt-secret')).toEqual({
      MQTT_HOST: '127.0.0.1',
      MQTT_PORT: new URL(world.mqtt.url).port,
      MQTT_USER: 'realtime-user',
      MQTT_PASSWORD: expect.stringMatching(/^[\w-]{16}$/),
    });
  });

  it('refuses a platform nobody has, names those there are, and goes on when it comes', async () => {
    await world.createService('late', { realtime: 'later' });
    const claims = await world.untilRefused('late');
    expect(conditionOf(claims.at(-1)!, 'Synced')).toMatchObject({
      reason: 'ReconcileError',
      message:
        'there is no RealtimePlatformClaim named "later" in the namespace default; there is: streaming',
    });
    await world.createPlatform('later');
    await world.untilReady(SERVICES, 'late');
    await world.removeService('late');
  });

  it('leaves a platform that never gets ready, and who waits for it, creating', async () => {
    await world.createPlatform('never-ready');
    await world.createService('waiting', { realtime: 'never-ready' });
    const claims = await world.follow(SERVICES, 'waiting', claim =>
      Boolean(conditionOf(claim, 'Ready')?.message?.includes('of 3 brokers')),
    );
    expect(conditionOf(claims.at(-1)!, 'Ready')).toMatchObject({
      status: 'False',
      reason: 'Creating',
      message:
        'waiting for the platform never-ready: 0 of 3 parts are ready; Kafka has 0 of 3 brokers',
    });
    expect(await world.listTopics()).not.toContain('waiting_ping');
    await world.removeService('waiting');
  });

  it('stops the service of a deleted claim, keeps its topics, and then lets it go', async () => {
    await world.createService('short');
    const claims = await world.untilReady(SERVICES, 'short');
    const { websocket } = claims.at(-1)!.status!.endpoints!;
    const gone = world.untilGone('short');
    await world.removeService('short');
    const reasons = (await gone).map(
      claim => conditionOf(claim, 'Ready')?.reason,
    );
    expect(reasons).toContain('Deleting');
    const [error] = await once(new WebSocket(websocket!), 'error');
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
    expect(await world.listTopics()).toContain('short_pong');
  });

  it('deletes the topics it made when the claim says so, and no others', async () => {
    await world.withAdmin(admin =>
      admin.createTopics({ topics: [{ topic: 'purged_ping' }] }),
    );
    const annotations = { [DELETION_POLICY]: 'Delete' };
    await world.createService('purged', {}, { annotations });
    await world.untilReady(SERVICES, 'purged');
    const gone = world.untilGone('purged');
    await world.removeService('purged');
    await gone;
    const topics = await world.listTopics();
    expect(topics).toContain('purged_ping');
    expect(topics).not.toContain('purged_pong');
  });

  it('moves the service when its topics change', async () => {
    await world.createService('moved');
    await world.untilReady(SERVICES, 'moved');
    await world.replaceTopics('moved', ['moved_all']);
    const claims = await world.untilReady(SERVICES, 'moved', 2);
    expect(claims.at(-1)!.status?.streaming?.topics).toEqual(['moved_all']);
    expect(await world.listTopics()).toContain('moved_all');
    await world.removeService('moved');
  });

  it('says that Kafka is away, and goes on when it is back', async () => {
    await world.kafka.kill();
    await world.createService('patient');
    const claims = await world.untilRefused('patient');
    expect(conditionOf(claims.at(-1)!, 'Synced')?.message).toBe(
      'Kafka or MQTT did not answer; the platform tries again',
    );
    await world.kafka.restart();
    world.retry();
    await world.untilReady(SERVICES, 'patient');
    await world.removeService('patient');
  });

  it('refuses more claims than the quota of the namespace', async () => {
    const attempts = Array.from({ length: MAX_CLAIMS + 1 }, (_, index) =>
      world.createService(`crowd-${index}`, { realtime: 'nobody' }),
    );
    const refused = (await Promise.allSettled(attempts)).filter(
      ({ status }) => status === 'rejected',
    );
    const counted = 'count/applicationclaims.platform.example.org';
    expect(refused[0]).toMatchObject({
      reason: {
        code: 403,
        body: expect.stringContaining(
          `exceeded quota: sandbox, requested: ${counted}=1, used: ${counted}=${MAX_CLAIMS}, limited: ${counted}=${MAX_CLAIMS}`,
        ),
      },
    });
  });
});
