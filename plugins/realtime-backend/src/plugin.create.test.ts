import { StandInKafka } from '@backstage-realtime/sandbox';
import {
  buildClaims,
  type ClaimForm,
  type Manifest,
} from '@backstage-realtime/plugin-realtime-common';
import { aConfig } from './testUtils/aConfig';
import { createTopic } from './testUtils/kafkaClient';
import { startKubernetes } from './testUtils/startKubernetes';
import { statusesOf } from './testUtils/statusesOf';
import { usePlugins } from './testUtils/usePlugins';

const { start } = usePlugins();
let kafka: StandInKafka;
let kubernetes: Awaited<ReturnType<typeof startKubernetes>>;

beforeAll(async () => {
  kafka = await StandInKafka.start();
  await createTopic(kafka.bootstrap, 'orders.eu');
  kubernetes = await startKubernetes();
});

afterAll(async () => {
  await kubernetes.close();
  await kafka.close();
});

const startPlugin = (...denied: string[]) =>
  start({
    config: aConfig(kafka.bootstrap, {
      kubernetes: {
        clusters: {
          local: { ...kubernetes.settings, namespaces: ['default', 'team-*'] },
          away: { url: 'https://localhost:1', timeoutMs: 500 },
          personal: { ...kubernetes.settings, asUser: true },
        },
      },
      mqtt: { brokers: { local: { url: 'mqtt://localhost:1' } } },
      websocket: { endpoints: { pong: { url: 'ws://localhost:1' } } },
    }),
    denied: new Set(denied),
  });

const CLAIM = {
  name: 'ping-orders',
  language: 'typescript',
  framework: 'fastify',
} as const;

function manifestsOf(form: ClaimForm): Manifest[] {
  const built = buildClaims(form);
  if (!built.ok) throw new Error(JSON.stringify(built.problems));
  return built.manifests;
}

/** What applying the claim with this part would do. */
const diffOf = (part: object, kubernetesCluster = 'local') => ({
  kubernetesCluster,
  manifests: manifestsOf({ application: { ...CLAIM, ...part } }),
});

describe('forms of templates', () => {
  it.each([
    ['get', 'create/options', undefined],
    ['get', 'create/check?name=ping-orders&kubernetesCluster=local', undefined],
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
        { name: 'personal' },
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
    await kubernetes.client.apply(manifestsOf({ application: CLAIM })[0]);
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

describe('a preview of manifests', () => {
  it('says what would be created, and creates nothing', async () => {
    const plugin = await startPlugin();
    const body = diffOf({ name: 'ping-later' });
    const answers = [
      await plugin.post('create/diff', body),
      await plugin.post('create/diff', body),
    ];
    for (const answer of answers)
      expect(answer.body.manifests).toEqual([
        {
          ref: expect.objectContaining({ name: 'ping-later' }),
          request:
            'PATCH /apis/platform.example.org/v1alpha1/namespaces/default/applicationclaims/ping-later?fieldManager=backstage-realtime&fieldValidation=Strict',
          operation: 'created',
        },
      ]);
  });

  it('names each field that would change, and those that would not are no change', async () => {
    await kubernetes.client.apply(manifestsOf({ application: CLAIM })[0]);
    const plugin = await startPlugin();
    const same = await plugin.post('create/diff', diffOf({}));
    expect(same.body.manifests[0].operation).toBe('unchanged');
    const other = await plugin.post('create/diff', diffOf({ port: 9090 }));
    expect(other.body.manifests[0]).toMatchObject({
      operation: 'changed',
      changes: [{ path: 'spec.port', from: 8080, to: 9090 }],
      moreChanges: 0,
    });
  });

  it('hides values of the cluster from those who may not read claims', async () => {
    await kubernetes.client.apply(manifestsOf({ application: CLAIM })[0]);
    const plugin = await startPlugin('realtime.claim.read');
    const { body } = await plugin.post('create/diff', diffOf({ port: 9090 }));
    expect(body.manifests[0]).toMatchObject({
      changes: [{ path: 'spec.port', to: 9090 }],
      risks: [],
    });
    expect(JSON.stringify(body)).not.toContain('8080');
  });

  it('shows both as lines, with those that another manager wrote, and when it was read', async () => {
    const [manifest] = manifestsOf({
      application: { ...CLAIM, name: 'ping-shared' },
    });
    const live = await kubernetes.client.apply(manifest);
    await kubernetes.applyAs('kubectl', {
      ...manifest,
      spec: { image: 'registry.example.org/a:2.0.0' },
    });
    const plugin = await startPlugin();
    const startedMs = Date.now();
    const { body } = await plugin.post(
      'create/diff',
      diffOf({ name: 'ping-shared', port: 9090 }),
    );
    const { comparison } = body.manifests[0];
    expect(comparison.readAtMs).toBeGreaterThanOrEqual(startedMs);
    expect(comparison.resourceVersion).not.toBe(live.metadata.resourceVersion);
    const image = {
      text: '  image: registry.example.org/a:2.0.0',
      isOthers: true,
    };
    expect(comparison.live).toEqual(
      expect.arrayContaining([image, { text: '  port: 8080' }]),
    );
    expect(comparison.planned).toEqual(
      expect.arrayContaining([image, { text: '  port: 9090' }]),
    );
    expect(JSON.stringify(comparison)).not.toContain('managedFields');
  });

  it('warns of what cannot be taken back', async () => {
    const platform = (partitions: number) =>
      manifestsOf({
        platform: {
          name: 'ping-streams',
          topics: [{ name: 'orders', partitions, retention: '24h' }],
        },
      });
    await kubernetes.client.apply(platform(3)[0]);
    const plugin = await startPlugin();
    const { body } = await plugin.post('create/diff', {
      kubernetesCluster: 'local',
      manifests: platform(6),
    });
    expect(body.manifests[0].risks).toEqual([
      { kind: 'partitions-grow', topic: 'orders', from: '3', to: '6' },
    ]);
  });

  it('is not made with the credential of the portal where the cluster is spoken to as the user', async () => {
    const plugin = await startPlugin();
    const { body } = await plugin.post('create/diff', diffOf({}, 'personal'));
    expect(body.manifests).toEqual([
      expect.objectContaining({
        operation: 'refused',
        code: 'realtime.kubernetes.user-token-needed',
      }),
    ]);
  });

  it('is an answer, not a fault, when the cluster is away', async () => {
    const plugin = await startPlugin();
    const { status, body } = await plugin.post(
      'create/diff',
      diffOf({}, 'away'),
    );
    expect(status).toBe(200);
    expect(body.manifests[0]).toMatchObject({
      operation: 'refused',
      code: 'realtime.kubernetes.unreachable',
    });
  });

  it.each([
    ['a cluster nobody configured', { kubernetesCluster: 'x' }, 404, 'known'],
    [
      'a kind that templates may not create',
      {
        manifests: [
          { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } },
        ],
      },
      400,
      'Secret',
    ],
    [
      'a namespace of the cluster itself',
      {
        manifests: manifestsOf({
          application: CLAIM,
          target: { namespace: 'other' },
        }),
      },
      400,
      'may not create in "other"',
    ],
    ['nothing', { manifests: [] }, 400, 'manifests'],
  ])('is refused for %s', async (_what, change, status, says) => {
    const plugin = await startPlugin();
    const answer = await plugin.post('create/diff', {
      ...diffOf({}),
      ...change,
    });
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toContain(says);
  });
});
