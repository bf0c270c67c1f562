import { conditionOf, type Claim } from '../testUtils/claims';
import { ClaimWorld } from '../testUtils/ClaimWorld';

describe('OAM applications behind the sandbox API', () => {
  jest.setTimeout(60_000);
  let world: ClaimWorld;

  beforeAll(async () => {
    world = await ClaimWorld.start();
  });

  afterAll(() => world.close());

  const until = (name: string, phase: string) =>
    world.untilSays(name, ({ status }) => status === phase);

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

  const phasesOf = (seen: Claim[]) => [
    ...new Set(seen.map(({ status }) => status?.status)),
  ];

  it('runs when its platform and its service are ready, in the words of their definitions', async () => {
    const running = until('all', 'running');
    await world.createApplication('all', { components: [platform, service] });
    const seen = await running;
    expect(phasesOf(seen)).toEqual([
      undefined,
      'rendering',
      'runningWorkflow',
      'running',
    ]);
    const { services, workflow } = seen.at(-1)!.status!;
    expect(workflow).toMatchObject({
      ...{ status: 'succeeded', finished: true },
      steps: [{ phase: 'succeeded' }, { phase: 'succeeded' }],
    });
    expect(services).toMatchObject([
      {
        name: 'oam-streaming',
        healthy: true,
        message: 'Kafka is ready; schema registry is ready; MQTT: running',
        workloadDefinition: { kind: 'Kafka' },
        details: { kafkaSecret: 'oam-streaming-kafka-secret' },
      },
      {
        name: 'oam-service',
        healthy: true,
        message: '1 of 1 pods of the first role are available',
        details: { websocket: expect.stringContaining('ws://') },
      },
    ]);
    expect(await world.listTopics()).toEqual(
      expect.arrayContaining(['oam_in', 'oam_ping', 'oam_pong']),
    );
    expect(
      seen.at(-1)!.status?.conditions?.map(({ type, status }) => type + status),
    ).toEqual([
      ...['ParsedTrue', 'RevisionTrue', 'PolicyTrue', 'RenderTrue'],
      ...['WorkflowTrue', 'ReadyTrue'],
    ]);
  });

  it('becomes unhealthy when a component leaves its health, and gives up what it no longer has', async () => {
    await world.createApplication('sick', {
      components: [
        {
          name: 'sick-broker',
          type: 'iot-broker',
          properties: {
            realtime: 'oam-streaming',
            authentication: {
              users: [
                {
                  username: 'device',
                  passwordSecretRef: { name: 'sick-devices', key: 'password' },
                },
              ],
            },
          },
        },
        {
          ...service,
          name: 'sick-service',
          properties: {
            ...service.properties,
            name: 'sick-service',
            streaming: { enabled: true, topics: ['sick'] },
          },
        },
      ],
    });
    const waiting = await world.untilSays('sick', ({ services = [] }) =>
      services.some(({ name, healthy }) => name === 'sick-service' && healthy),
    );
    expect(waiting.at(-1)!.status).toMatchObject({
      status: 'runningWorkflow',
      workflow: {
        message: expect.stringContaining(
          'there is no Secret sick-devices in the namespace default',
        ),
      },
    });
    await world.createSecret('sick-devices', { password: 'a-device-secret' });
    await until('sick', 'running');
    await world.removeSecret('sick-devices');
    const seen = await until('sick', 'unhealthy');
    expect(seen.at(-1)!.status?.services?.[0]).toMatchObject({
      healthy: false,
      message: '0 of 1 brokers are ready; no way into Kafka was asked for',
    });
    const gone = world.untilGone('sick-service');
    const dashboard = { name: 'charts', type: 'analytics-dashboard' };
    await world.replaceComponents('sick', [dashboard]);
    await gone;
    await expect(world.readSecret('sick-broker-mqtt-secret')).rejects.toThrow();
    await world.removeApplication('sick');
  });

  it('takes its claims along when it is deleted', async () => {
    const gone = world.untilGone('oam-service');
    await world.removeApplication('all');
    expect((await gone).length).toBeGreaterThan(0);
  });

  it.each([
    [
      'whose type nobody has defined',
      { name: 'odd', type: 'webservice' },
      'Parsed',
      'component "odd": the ComponentDefinition "webservice" is not found',
    ],
    [
      'that asks for what its definition does not know',
      { name: 'odd', type: 'iot-broker', properties: { port: 1 } },
      'Render',
      'component "odd": properties: Unrecognized key: "port"',
    ],
    [
      'that waits for itself',
      { name: 'odd', type: 'iot-broker', dependsOn: ['odd'] },
      'Parsed',
      'the components odd depend on each other, or on one that is not there',
    ],
  ])(
    'renders nothing with a component %s',
    async (_, component, type, message) => {
      const gone = world.untilGone('odd', 'applications');
      await world.createApplication('odd', { components: [component] });
      const seen = await world.untilSays('odd', ({ conditions = [] }) =>
        conditions.some(each => each.type === type),
      );
      const last = seen.at(-1)!;
      expect(last.status?.status).toBe('rendering');
      expect(conditionOf(last, type)).toMatchObject({
        status: 'False',
        message,
      });
      await world.removeApplication('odd');
      await gone;
    },
  );

  it('leaves a claim of somebody else alone, and says so', async () => {
    await world.createPlatform('taken');
    await world.untilReady('realtimeplatformclaims', 'taken');
    const component = { name: 'taken', type: 'realtime-platform' };
    await world.createApplication('taker', { components: [component] });
    const seen = await world.untilSays('taker', ({ workflow }) =>
      Boolean(workflow?.message?.includes('is not managed by')),
    );
    expect(seen.at(-1)!.status?.status).toBe('runningWorkflow');
    const gone = world.untilGone('taker', 'applications');
    await world.removeApplication('taker');
    await gone;
    const [claim] = await world.untilReady('realtimeplatformclaims', 'taken');
    expect(claim.metadata?.deletionTimestamp).toBeUndefined();
  });
});
