import type { CreateCheck } from '@backstage-realtime/plugin-realtime-common';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aPortal, type Portal } from '../testUtils/aPortal';
import { aTask, type Task } from '../testUtils/aTask';
import { claim, local } from '../testUtils/onCluster';

const PLACE = { kind: 'kafka', system: 'main' } as const;

/** What the realtime backend says of a topic. */
function useOf(topic: string): CreateCheck['topics'][number] {
  if (topic === 'taken')
    return { name: topic, uses: [{ place: PLACE, state: 'taken' }] };
  if (topic === 'a.b')
    return {
      name: topic,
      uses: [{ place: PLACE, state: 'collides', by: 'a_b' }],
    };
  return { name: topic, uses: [{ place: PLACE, state: 'free' }] };
}

const broker = (kafkaTopic: string, realtime?: string) => ({
  type: 'iot-broker',
  name: 'devices',
  properties: { realtime, connector: { kafkaTopic, mqttTopic: 'a/+' } },
});

/** A realtime backend that knows two topics. */
const realtime = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '', 'http://localhost');
  const topics = (searchParams.get('topics') ?? '').split(',').map(useOf);
  response.end(JSON.stringify({ topics }));
});

describe('realtime:names:check', () => {
  jest.setTimeout(60_000);
  let portal: Portal;
  let task: Task;

  beforeAll(async () => {
    await new Promise<void>(resolve => {
      realtime.listen(0, '127.0.0.1', resolve);
    });
    const { port } = realtime.address() as AddressInfo;
    portal = await aPortal({}, `http://127.0.0.1:${port}/api/realtime`);
  });

  afterAll(async () => {
    await portal.close();
    realtime.closeAllConnections();
    await new Promise(resolve => realtime.close(resolve));
  });

  beforeEach(async () => {
    task = await aTask();
    const other = await aTask({ id: 'other' });
    await other.run(portal.action('realtime:manifest:apply'), {
      ...local,
      manifests: [claim('taken-claim')],
    });
    await other.close();
  });

  afterEach(async () => {
    await task.close();
    await portal.empty();
  });

  const check = (input: object) =>
    task.run(portal.action('realtime:names:check'), {
      name: 'ping-orders',
      ...input,
    });

  it('lets names pass that are right, known and free', async () => {
    const outputs = await check({
      ...local,
      objects: ['ping-orders-platform'],
      topics: { pingTopic: 'ping-orders-ping' },
      kafkaCluster: 'main',
      mqttBroker: 'main',
      websocketEndpoint: '',
    });
    expect(outputs).toEqual({ notKnown: [] });
  });

  it.each<[string, object, string]>([
    ['reserved', { name: 'default' }, 'name: "default" is reserved'],
    ['64 characters', { name: 'a'.repeat(64) }, 'name: '],
    ['an underscore', { name: 'ping_orders' }, 'name: '],
    ['a path', { name: '../../etc' }, 'name: '],
    [
      'an entity that exists',
      { name: 'taken-entity' },
      'name: "taken-entity" is taken in the catalog; choose another name',
    ],
    [
      'a claim that exists',
      { ...local, name: 'taken-claim' },
      'name: ApplicationClaim "taken-claim" is taken on the Kubernetes cluster local; choose another name',
    ],
    [
      'an object beside it that exists',
      { ...local, objects: ['taken-claim'] },
      'name: ApplicationClaim "taken-claim" is taken on the Kubernetes cluster local',
    ],
    [
      'a platform that is not there',
      { ...local, platform: 'nowhere' },
      'platformName: "nowhere" is not in namespace default of the Kubernetes cluster local; choose one that exists',
    ],
    [
      'a topic that exists',
      { kafkaCluster: 'main', topics: { pingTopic: 'taken' } },
      'pingTopic: topic "taken" exists in the Kafka cluster main; choose another name',
    ],
    [
      'a topic that metrics cannot tell apart',
      { kafkaCluster: 'main', topics: { pongTopic: 'a.b' } },
      'pongTopic: topic "a.b" differs from "a_b" in the Kafka cluster main by dots and underscores only',
    ],
    [
      'a topic that Kafka refuses',
      { kafkaCluster: 'main', topics: { pongTopic: '..' } },
      'pongTopic: ',
    ],
    [
      'a topic of a platform that exists',
      { kafkaCluster: 'main', topics: [{ name: 'new' }, { name: 'taken' }] },
      'topics[1].name: topic "taken" exists in the Kafka cluster main',
    ],
    [
      'a topic beyond those of one question',
      {
        kafkaCluster: 'main',
        topics: [
          ...Array.from({ length: 20 }, (_, i) => ({ name: `new-${i}` })),
          { name: 'taken' },
        ],
      },
      'topics[20].name: topic "taken" exists',
    ],
    [
      'a topic of a component that metrics cannot tell apart',
      { kafkaCluster: 'main', components: [broker('a.b')] },
      'components[0].properties.connector.kafkaTopic: topic "a.b" differs from "a_b"',
    ],
    [
      'a topic of a component that Kafka refuses',
      { components: [broker('two words')] },
      'components[0].properties.connector.kafkaTopic: a topic has only',
    ],
    [
      'a platform of a component that is not there',
      { ...local, components: [broker('new', 'nowhere')] },
      'components[0].properties.realtime: "nowhere" is not in namespace default',
    ],
    [
      'a platform that is not there, by its field',
      { ...local, platform: { realtime: 'nowhere' } },
      'realtime: "nowhere" is not in namespace default',
    ],
    [
      'one topic for two fields',
      { topics: { pingTopic: 'a', pongTopic: 'a' } },
      'pongTopic: topic "a" cannot be told from that of pingTopic; choose another name',
    ],
    [
      'topics of two fields that metrics cannot tell apart',
      { topics: { pingTopic: 'x.y', pongTopic: 'x_y' } },
      'pongTopic: topic "x_y" cannot be told from "x.y" of pingTopic',
    ],
    [
      'an entity beside it that exists',
      { entities: ['free-entity', 'taken-entity'] },
      'name: "taken-entity" is taken in the catalog',
    ],
    [
      'a cluster that is only named, and not in app-config',
      { namedCluster: 'nowhere' },
      'kubernetesCluster: "nowhere" is not in app-config; known are local',
    ],
    [
      'an expression in an answer',
      { answers: { components: [{ sql: "SELECT '${{ secrets.A }}'" }] } },
      'components[0].sql: holds ${{, which would be filled in; write the value itself',
    ],
    [
      'an answer that PostgreSQL cannot keep',
      { answers: { description: 'a\u0000b' } },
      'description: holds a character that cannot be seen; leave it out',
    ],
    [
      'an answer that reads as another one',
      { answers: { description: 'a\u202eb' } },
      'description: holds a character that cannot be seen',
    ],
    [
      'an answer that holds a key',
      { answers: { description: 'use AKIAIOSFODNN7EXAMPLE' } },
      'description: looks like an access key; a secret is never written',
    ],
    [
      'a Kafka cluster that app-config does not know',
      { kafkaCluster: 'nowhere' },
      'kafkaCluster: "nowhere" is not in app-config; known are main, edge',
    ],
    [
      'a broker that app-config does not know',
      { mqttBroker: "'; DROP TABLE x" },
      'mqttBroker: "\'; DROP TABLE x" is not in app-config; known are main',
    ],
    [
      'an endpoint where there is none',
      { websocketEndpoint: 'x' },
      'websocketEndpoint: "x" is not in app-config; known are none',
    ],
  ])('refuses %s, with its field and what to do', async (_, input, said) => {
    await expect(check(input)).rejects.toMatchObject({
      code: 'realtime.manifest.invalid',
      message: expect.stringContaining(said),
    });
  });

  it('lets components share a topic, and refer to the platform they come with', async () => {
    const components = [broker('taken', 'ping-orders'), broker('new')];
    const outputs = await check({ ...local, kafkaCluster: 'main', components });
    expect(outputs).toEqual({ notKnown: [] });
  });

  it('takes an application for a platform', async () => {
    const other = await aTask({ id: 'streams' });
    const { manifests } = await other.run(portal.action('realtime:oam:build'), {
      name: 'streams',
      components: [{ type: 'realtime-platform', name: 'streams' }],
    });
    await other.run(portal.action('realtime:manifest:apply'), {
      ...local,
      manifests,
    });
    await other.close();
    const outputs = await check({ ...local, platform: 'streams' });
    expect(outputs).toEqual({ notKnown: [] });
  });

  it('tells all mistakes at once', async () => {
    await expect(
      check({ ...local, name: 'taken-entity', platform: 'nowhere' }),
    ).rejects.toThrow(/name: .* platformName: /);
  });

  it('does not take what the task made itself for somebody else', async () => {
    const manifests = [claim('ping-orders')];
    const apply = portal.action('realtime:manifest:apply');
    await task.run(apply, { ...local, manifests });
    expect(await check(local)).toEqual({ notKnown: [] });
  });

  it('goes on when Kafka cannot be asked, and says so', async () => {
    const alone = await aPortal();
    const kafka = { kafkaCluster: 'main', topics: { pingTopic: 'a' } };
    const outputs = await task.run(alone.action('realtime:names:check'), {
      name: 'ping-orders',
      ...kafka,
    });
    await alone.close();
    expect(outputs).toEqual({
      notKnown: ['whether topic "a" is free in the Kafka cluster main'],
    });
    expect(task.logs[0]).toMatch(/^▲ ping-orders +not known +whether topic/);
  });
});
