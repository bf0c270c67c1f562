import { mockCredentials } from '@backstage/backend-test-utils';
import { StandInKafka } from '@backstage-realtime/sandbox';
import {
  applyChanges,
  toStreamResourceRef,
  type TopicHealth,
} from '@backstage-realtime/plugin-realtime-common';
import request from 'supertest';
import { ALLOW_ALL, aConfig } from './testUtils/aConfig';
import { anEntity } from './testUtils/anEntity';
import { consumeAll, createTopic, produce } from './testUtils/kafkaClient';
import { ENTITY } from './testUtils/names';
import type { Page } from './testUtils/Page';
import { statusesOf } from './testUtils/statusesOf';
import { usePlugins } from './testUtils/usePlugins';

const HEALTH = 'entities/component/default/ping-pong/topic-health';
const entity = anEntity({
  'backstage-realtime.io/kafka-topics': 'local/pong_topic, local/nowhere',
  'backstage-realtime.io/kafka-consumer-groups':
    'local/pong-reader, local/never-seen, malformed',
});

const { start } = usePlugins();
let kafka: StandInKafka;

beforeAll(async () => {
  kafka = await StandInKafka.start();
  await createTopic(kafka.bootstrap);
  await produce(kafka.bootstrap, [{ value: 'a' }, { value: 'b' }]);
  await consumeAll(kafka.bootstrap, 'pong-reader', 2);
}, 60_000);

afterAll(() => kafka.close());

const startPlugin = (...denied: string[]) =>
  start({
    config: aConfig(kafka.bootstrap, ALLOW_ALL),
    denied: new Set(denied),
    entity,
  });

const watch = (page: Page) =>
  page.send({
    type: 'watch',
    sub: 1,
    state: 'topic-health',
    entityRefs: [ENTITY],
  });

describe('topic health of the plugin', () => {
  it('is a verdict over topics and groups, with a reason where there is none', async () => {
    const plugin = await startPlugin();
    const { body } = await plugin.get(HEALTH).expect(200);
    const health: TopicHealth = body;
    expect(health.topics.map(({ topic }) => topic)).toEqual([
      'pong_topic',
      'nowhere',
    ]);
    const reader = health.groups.find(({ group }) => group === 'pong-reader');
    expect(reader).toMatchObject({ lag: { known: true, value: 0 } });
    expect(health.verdict).not.toBe('ok');
    expect(health.problems).toEqual([expect.stringContaining('malformed')]);
    expect(health.systems).toMatchObject([
      { system: 'local', brokers: { total: 1, answered: 1 } },
    ]);
  });

  it('is pushed, whole first and then as changes', async () => {
    const plugin = await start({
      config: aConfig(kafka.bootstrap, {
        ...ALLOW_ALL,
        health: { focusedMs: 50 },
      }),
      entity,
    });
    const page = await plugin.page();
    watch(page);
    const first = await page.frame('state');
    const second = await page.frame('state', ({ revision }) => revision === 2);
    const value = second.changes
      ? applyChanges(first.value, second.changes)
      : second.value;
    expect(value).toMatchObject({ entityRef: ENTITY });
  });

  it.each([
    ['get', HEALTH, undefined, 200],
    ['post', 'topic-health/summaries', { entityRefs: [ENTITY] }, 200],
    ['post', 'topic-health/summaries', { entityRefs: [] }, 400],
  ] as const)(
    '%s %s wants a signed-in user and then answers',
    async (method, path, body, status) => {
      const { server } = await startPlugin();
      expect(await statusesOf(server, method, path, body)).toEqual([
        401,
        403,
        status,
      ]);
    },
  );

  it('needs realtime.topic.read, over HTTP and over the socket, and never the right to records', async () => {
    const refused = await startPlugin('realtime.topic.read');
    const response = await refused.get(HEALTH);
    expect(response.status).toBe(403);
    expect(response.body.error.message).toContain('realtime.topic.read');
    const { body } = await refused
      .post('topic-health/summaries', { entityRefs: [ENTITY] })
      .expect(200);
    expect(body.rows).toMatchObject([
      { refusal: { code: 'realtime.stream.forbidden' } },
    ]);

    const counts = await startPlugin('realtime.record.read');
    await counts.get(HEALTH).expect(200);
    const page = await counts.page();
    watch(page);
    await page.frame('state');
  });

  it('of an entity that does not exist or may not be seen is not found', async () => {
    const plugin = await startPlugin();
    await plugin.get(HEALTH.replace('ping-pong', 'nobody')).expect(404);
    const page = await plugin.page();
    page.send({
      type: 'watch',
      sub: 3,
      state: 'topic-health',
      entityRefs: ['component:default/nobody'],
    });
    expect(await page.frame('error')).toMatchObject({
      sub: 3,
      code: 'realtime.entity.not-found',
    });
  });

  it('says nothing of a topic that a policy hides, not even that there is one more', async () => {
    const secret = 'secret_topic';
    await createTopic(kafka.bootstrap, secret, 1);
    const startWith = (topics: string, ...denied: string[]) =>
      start({
        config: aConfig(kafka.bootstrap, ALLOW_ALL),
        denied: new Set(denied),
        entity: anEntity({
          'backstage-realtime.io/kafka-topics': topics,
          'backstage-realtime.io/kafka-consumer-groups': 'local/pong-reader',
        }),
      });
    const hidden = toStreamResourceRef(ENTITY, `kafka:local/${secret}`);
    const plugins = [
      await startWith(`local/pong_topic, local/${secret}`, hidden),
      await startWith('local/pong_topic'),
    ];
    const [one, other] = await Promise.all(
      plugins.map(plugin => plugin.get(HEALTH).expect(200)),
    );
    expect(JSON.stringify(one.body)).not.toContain(secret);
    expect(one.body.counts).toEqual(other.body.counts);
    const page = await plugins[0].page();
    watch(page);
    const { value } = await page.frame('state');
    expect(JSON.stringify(value)).not.toContain(secret);
    const { body } = await plugins[0]
      .post('topic-health/summaries', { entityRefs: [ENTITY] })
      .expect(200);
    expect(JSON.stringify(body)).toContain('pong_topic');
    expect(JSON.stringify(body)).not.toContain(secret);
  });

  it('asks no cluster about a topic no rule allows', async () => {
    const plugin = await start({
      config: aConfig(kafka.bootstrap),
      entity: anEntity({
        'backstage-realtime.io/kafka-topics': 'local/pong_topic, local/secret',
      }),
    });
    const { body } = await plugin.get(HEALTH).expect(200);
    expect(body.topics).toHaveLength(1);
    expect(body.problems).toEqual([
      expect.stringContaining('realtime.access.allow'),
    ]);
  });
});

describe('topics of a cluster', () => {
  const path = '/api/realtime/v1/clusters/local/topics';

  it('are told to other plugins only', async () => {
    const { server } = await startPlugin();
    const as = (header: string) =>
      request(server).get(path).set('Authorization', header);
    await as(mockCredentials.none.header()).expect(401);
    await as(mockCredentials.user.header()).expect(403);
    const { body } = await as(mockCredentials.service.header()).expect(200);
    expect(body.topics).toContainEqual({
      topic: 'pong_topic',
      partitions: expect.any(Number),
      isInternal: false,
    });
  });

  it('are not found for a cluster that is not configured, and away with it', async () => {
    const { server } = await start({ config: aConfig('127.0.0.1:1'), entity });
    const header = mockCredentials.service.header();
    await request(server)
      .get(path.replace('local', 'other'))
      .set('Authorization', header)
      .expect(404);
    const away = await request(server).get(path).set('Authorization', header);
    expect(away.status).toBe(503);
    expect(JSON.stringify(away.body)).not.toContain('127.0.0.1');
  });
});
