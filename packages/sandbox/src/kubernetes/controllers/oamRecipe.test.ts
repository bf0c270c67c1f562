import { ClaimWorld, conditionOf } from './testUtils/ClaimWorld';

describe('OAM applications behind the sandbox API', () => {
  jest.setTimeout(60_000);
  let world: ClaimWorld;

  beforeAll(async () => {
    world = await ClaimWorld.start();
  });

  afterAll(() => world.close());

  const until = (name: string, phase: string) =>
    world.follow(
      'applications',
      name,
      ({ status }) => status?.status === phase,
    );

  const platform = {
    name: 'oam-streaming',
    type: 'realtime-platform',
    properties: { name: 'oam-streaming', kafkaConfig: { topics: ['oam_in'] } },
  };

  const service = {
    name: 'oam-service',
    type: 'realtime-webservice',
    properties: {
      name: 'oam-service',
      language: 'typescript',
      framework: 'fastify',
      realtime: 'oam-streaming',
      websocket: true,
      streaming: { enabled: true, topics: ['oam_ping', 'oam_pong'] },
    },
  };

  it('runs when its platform and its service are ready, and takes both along', async () => {
    const dashboard = { name: 'charts', type: 'analytics-dashboard' };
    const components = [platform, service, dashboard];
    await world.createApplication('all', { components });
    const seen = await until('all', 'running');
    expect(seen.map(({ status }) => status?.status)).toContain(
      'runningWorkflow',
    );
    const { services, workflow } = seen.at(-1)!.status!;
    expect(workflow).toMatchObject({ status: 'succeeded', finished: true });
    expect(services).toMatchObject([
      { name: 'oam-streaming', healthy: true },
      { name: 'oam-service', healthy: true },
      {
        name: 'charts',
        message: 'the sandbox has no dashboards; it is only stored',
      },
    ]);
    expect(await world.listTopics()).toEqual(
      expect.arrayContaining(['oam_in', 'oam_ping', 'oam_pong']),
    );
    const gone = world.untilGone('oam-service');
    await world.removeApplication('all');
    await gone;
  });

  it('fails with the component whose type nobody has defined', async () => {
    const components = [{ name: 'odd', type: 'webservice' }];
    await world.createApplication('odd', { components });
    const seen = await until('odd', 'workflowFailed');
    expect(conditionOf(seen.at(-1)!, 'Ready')).toMatchObject({
      status: 'False',
      message:
        'component "odd": the ComponentDefinition "webservice" is not found',
    });
  });
});
