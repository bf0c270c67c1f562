import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import type { ClusterTopic } from '@backstage-realtime/plugin-realtime-common';
import { Router } from 'express';
import request from 'supertest';
import realtimeModule from './index';
import { resources, until } from './testUtils/askCatalog';
import { componentProvider } from './testUtils/componentProvider';
import { handDriven, type HandDriven } from './testUtils/handDriven';

const PROVIDER = {
  include: ['p*'],
  exclude: ['private*'],
  owners: [{ topics: ['ping*'], owner: 'group:default/team-realtime' }],
  defaultOwner: 'group:default/platform-team',
  system: 'ping-pong',
};

/** A backend with the real catalog; the realtime backend is a route a test answers. */
async function startCatalog(options: {
  topics: () => ClusterTopic[];
  annotations?: Record<string, string>;
}) {
  const seen: string[] = [];
  const schedule = handDriven();
  const realtime = createBackendPlugin({
    pluginId: 'realtime',
    register(env) {
      env.registerInit({
        deps: {
          router: coreServices.httpRouter,
          httpAuth: coreServices.httpAuth,
        },
        async init({ router, httpAuth }) {
          const routes = Router();
          routes.get('/v1/clusters/:cluster/topics', async (req, res) => {
            const caller = await httpAuth.credentials(req);
            seen.push(JSON.stringify(caller.principal));
            try {
              res.json({ topics: options.topics() });
            } catch {
              res.status(503).json({ error: { message: 'no broker answers' } });
            }
          });
          router.use(routes);
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      realtime,
      realtimeModule,
      componentProvider(options.annotations ?? {}),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => schedule.service,
      }),
      mockServices.database.factory(),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:0', listen: ':0' },
          catalog: {
            processingInterval: { milliseconds: 100 },
            providers: { realtimeKafkaTopics: { local: PROVIDER } },
          },
        },
      }),
    ],
  });
  const { server } = backend;
  return { server, stop: () => backend.stop(), schedule, seen };
}

type Running = Awaited<ReturnType<typeof startCatalog>>;

const topic = (name: string): ClusterTopic => ({
  topic: name,
  partitions: 6,
  isInternal: name.startsWith('__'),
});

describe('Kafka topics in the catalog', () => {
  jest.setTimeout(60_000);
  let running: Running | undefined;
  let schedule: HandDriven;

  afterEach(async () => {
    await running?.stop();
    running = undefined;
  });

  async function start(options: Parameters<typeof startCatalog>[0]) {
    running = await startCatalog(options);
    schedule = running.schedule;
    return running;
  }

  it('are resources with an owner and a system, without internal, private and other topics', async () => {
    const backend = await start({
      topics: () =>
        ['ping_topic', 'pong_topic', 'private-a', '__offsets', 'other'].map(
          topic,
        ),
    });
    await schedule.run('KafkaTopicProvider:local');
    const found = await until(async () => {
      const all = await resources(backend);
      return all.length === 2 ? all : undefined;
    });
    const byTitle = new Map(found.map(each => [each.metadata.title, each]));
    expect([...byTitle.keys()].sort()).toEqual(['ping_topic', 'pong_topic']);
    expect(byTitle.get('ping_topic')).toMatchObject({
      metadata: { name: 'local.ping_topic' },
      spec: {
        type: 'kafka-topic',
        owner: 'group:default/team-realtime',
        system: 'ping-pong',
      },
    });
    expect(byTitle.get('pong_topic')?.spec?.owner).toBe(
      'group:default/platform-team',
    );
  });

  it('are asked for as the catalog plugin itself', async () => {
    const backend = await start({ topics: () => [] });
    await schedule.run('KafkaTopicProvider:local');
    expect(backend.seen).toEqual([expect.stringContaining('plugin:catalog')]);
  });

  it('stay when the cluster does not answer, and go when it says they are gone', async () => {
    let topics: ClusterTopic[] | undefined = [topic('ping_topic')];
    const backend = await start({
      topics: () => {
        if (!topics) throw new Error('away');
        return topics;
      },
    });
    const names = async () =>
      (await resources(backend)).map(({ metadata }) => metadata.title);
    await schedule.run('KafkaTopicProvider:local');
    await until(async () => ((await names()).length === 1 ? true : undefined));

    topics = undefined;
    await schedule.run('KafkaTopicProvider:local');
    expect(await names()).toEqual(['ping_topic']);

    topics = [];
    await schedule.run('KafkaTopicProvider:local');
    await until(async () => ((await names()).length === 0 ? true : undefined));
  });

  it('are related to who declares them, both ways; malformed parts are left out', async () => {
    const backend = await start({
      topics: () => [topic('ping_topic'), topic('pong_topic')],
      annotations: {
        'backstage-realtime.io/kafka-topics': 'local/ping_topic, pong topic',
      },
    });
    await schedule.run('KafkaTopicProvider:local');
    const ping = await until(async () =>
      (await resources(backend)).find(({ metadata, relations }) =>
        metadata.title === 'ping_topic' && relations?.length
          ? relations.some(({ type }) => type === 'dependencyOf')
          : false,
      ),
    );
    expect(ping.relations).toContainEqual({
      type: 'dependencyOf',
      targetRef: 'component:default/pinger',
    });
    const { body: pinger } = await request(backend.server)
      .get('/api/catalog/entities/by-name/component/default/pinger')
      .expect(200);
    const depends = pinger.relations.filter(
      ({ type }: { type: string }) => type === 'dependsOn',
    );
    expect(depends).toEqual([
      expect.objectContaining({
        targetRef: 'resource:default/local.ping_topic',
      }),
    ]);
  });

  it('carry a tag while nobody declares them', async () => {
    const backend = await start({
      topics: () => [topic('ping_topic'), topic('pong_topic')],
      annotations: { 'backstage-realtime.io/kafka-topics': 'local/ping_topic' },
    });
    await until(async () => {
      const { status } = await request(backend.server).get(
        '/api/catalog/entities/by-name/component/default/pinger',
      );
      return status === 200 ? true : undefined;
    });
    await schedule.run('KafkaTopicProvider:local');
    const found = await until(async () => {
      const all = await resources(backend);
      return all.length === 2 ? all : undefined;
    });
    const tagged = found.filter(({ metadata }) =>
      metadata.tags?.includes('undeclared'),
    );
    expect(tagged.map(({ metadata }) => metadata.title)).toEqual([
      'pong_topic',
    ]);
  });
});
