import { CLAIM, diffOf, manifestsOf, useCreate } from './testUtils/useCreate';

const { kubernetes, startPlugin } = useCreate();

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
    await kubernetes().client.apply(manifestsOf({ application: CLAIM })[0]);
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
    await kubernetes().client.apply(manifestsOf({ application: CLAIM })[0]);
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
    const live = await kubernetes().client.apply(manifest);
    await kubernetes().applyAs('kubectl', {
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
    await kubernetes().client.apply(platform(3)[0]);
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

  it('is made as the user where a token came, with no other rights', async () => {
    const plugin = await startPlugin();
    const { admin, powerless } = kubernetes().tokens;
    const compare = async (token: string) => {
      const body = { ...diffOf({ name: 'ping-mine' }, 'personal'), token };
      const answer = await plugin.post('create/diff', body);
      expect(answer.text).not.toContain(token);
      return answer.body.manifests[0];
    };
    expect(await compare(admin)).toMatchObject({ operation: 'created' });
    expect(await compare(powerless)).toMatchObject({
      operation: 'refused',
      code: 'realtime.kubernetes.forbidden',
    });
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
