import { statusesOf } from './testUtils/statusesOf';
import { CLAIM, diffOf, manifestsOf, useCreate } from './testUtils/useCreate';

const { kubernetes, startPlugin } = useCreate();

describe('forms of templates', () => {
  it.each([
    ['get', 'create/options', undefined],
    ['get', 'create/check?name=ping-orders&kubernetesCluster=local', undefined],
    ['get', 'create/platforms?kubernetesCluster=local', undefined],
    ['post', 'create/diff', diffOf({})],
  ] as const)(
    '%s %s wants a signed-in user who may create',
    async (method, path, body) => {
      const { server } = await startPlugin();
      expect(await statusesOf(server, method, path, body)).toEqual([
        401, 403, 200,
      ]);
      const refused = await startPlugin('realtime.claim.create');
      const answer = await refused[method](path, body);
      expect(answer.status).toBe(403);
      expect(answer.body.error).toMatchObject({
        code: 'realtime.create.forbidden',
        message: expect.stringContaining('realtime.claim.create'),
      });
    },
  );

  it('are told the names in app-config, and no address', async () => {
    const plugin = await startPlugin();
    const { body } = await plugin.get('create/options');
    expect(body).toEqual({
      kubernetesClusters: [
        { name: 'local', namespaces: ['default', 'team-*'] },
        { name: 'away' },
        { name: 'personal', asUser: true },
      ],
      kafkaClusters: ['local'],
      mqttBrokers: ['local'],
      webSocketEndpoints: ['pong'],
      claimApi: { group: 'platform.example.org', version: 'v1alpha1' },
    });
    expect(JSON.stringify(body)).not.toMatch(/localhost|127\.0/);
  });

  it('are refused after too many questions of a minute, with how long to wait', async () => {
    const plugin = await startPlugin();
    const statuses = new Array<number>();
    for (let i = 0; i < 121; i++)
      statuses.push((await plugin.get('create/options')).status);
    expect(statuses.filter(status => status === 429)).toHaveLength(1);
    expect(statuses[120]).toBe(429);
  });
});

describe('a name that is typed', () => {
  it('is free or taken in the catalog and on the cluster, which says by what', async () => {
    await kubernetes().client.apply(manifestsOf({ application: CLAIM })[0]);
    const plugin = await startPlugin();
    const check = async (name: string) =>
      (await plugin.get(`create/check?name=${name}&kubernetesCluster=local`))
        .body.name.uses;
    const place = { kind: 'kubernetes', system: 'local', namespace: 'default' };
    expect(await check('ping-orders')).toEqual([
      { place: { kind: 'catalog' }, state: 'free' },
      { place, state: 'taken', by: 'ApplicationClaim ping-orders' },
    ]);
    expect(await check('ping-pong')).toEqual([
      {
        place: { kind: 'catalog' },
        state: 'taken',
        by: 'component:default/ping-pong',
      },
      { place, state: 'free' },
    ]);
  });

  it('is unknown, not free, on a cluster that does not answer', async () => {
    const plugin = await startPlugin();
    const { body } = await plugin.get('create/check?name=ping-new');
    expect(body.name.uses).toEqual([
      { place: { kind: 'catalog' }, state: 'free' },
      expect.objectContaining({ state: 'free' }),
      expect.objectContaining({
        place: { kind: 'kubernetes', system: 'away', namespace: 'default' },
        state: 'unknown',
        code: 'realtime.kubernetes.unreachable',
      }),
      expect.objectContaining({
        state: 'unknown',
        code: 'realtime.kubernetes.user-token-needed',
      }),
    ]);
    expect(JSON.stringify(body)).not.toContain('localhost');
  });

  it('is not asked for in a namespace where templates may not create', async () => {
    const plugin = await startPlugin();
    const { body } = await plugin.get(
      'create/check?name=ping-orders&kubernetesCluster=local&namespace=kube-system',
    );
    expect(body.name.uses[1]).toMatchObject({
      state: 'unknown',
      code: 'realtime.create.not-asked',
    });
  });
});

describe('topics that are typed', () => {
  it('are free, taken, or the same in metrics as one that exists', async () => {
    const plugin = await startPlugin();
    const { body } = await plugin.get(
      'create/check?topics=orders.eu,orders_eu,orders-eu,two%20words&kafkaCluster=local',
    );
    const place = { kind: 'kafka', system: 'local' };
    expect(body).toEqual({
      topics: [
        {
          name: 'orders.eu',
          uses: [{ place, state: 'taken', by: 'orders.eu' }],
        },
        {
          name: 'orders_eu',
          uses: [{ place, state: 'collides', by: 'orders.eu' }],
        },
        { name: 'orders-eu', uses: [{ place, state: 'free' }] },
        { name: 'two words', uses: [] },
      ],
    });
  });

  it('are unknown on a cluster that is not configured', async () => {
    const plugin = await startPlugin();
    const { body } = await plugin.get(
      'create/check?topics=orders.eu&kafkaCluster=other',
    );
    expect(body.topics[0].uses).toEqual([
      expect.objectContaining({
        state: 'unknown',
        code: 'realtime.stream.not-configured',
      }),
    ]);
  });

  it.each(['create/check', `create/check?topics=${'a,'.repeat(21)}`])(
    'are refused as a request that asks for nothing or too much',
    async path => {
      const plugin = await startPlugin();
      expect((await plugin.get(path)).status).toBe(400);
    },
  );
});
