import {
  buildOamApplication,
  type ManifestRef,
  type OamForm,
} from '@backstage-realtime/plugin-realtime-common';
import { manifestsOf, useCreate } from './testUtils/useCreate';

const { kubernetes, startPlugin } = useCreate({ withOam: true });

function applicationOf(name: string, type: OamForm['components'][0]['type']) {
  const built = buildOamApplication({ name, components: [{ type, name }] });
  if (!built.ok) throw new Error(JSON.stringify(built.problems));
  return built.manifests;
}

describe('a platform to choose', () => {
  const platforms = async (query: string, ...denied: string[]) =>
    (await startPlugin(...denied)).get(`create/platforms?${query}`);

  beforeAll(async () => {
    const { client } = kubernetes();
    const [hidden] = manifestsOf({ platform: { name: 'hidden-streams' } });
    const metadata = { ...hidden.metadata, namespace: 'kube-system' };
    for (const manifest of [
      ...manifestsOf({ platform: { name: 'claimed-streams' } }),
      { ...hidden, metadata },
      ...applicationOf('oam-streams', 'realtime-platform'),
      ...applicationOf('other-pieces', 'iot-broker'),
    ])
      await client.apply(manifest);
  });

  it('is a claim, or an application that has one, where templates may create', async () => {
    const { body } = await platforms('kubernetesCluster=local');
    const at = { kubernetesCluster: 'local', namespace: 'default' };
    expect(body).toEqual({
      platforms: [
        { ...at, name: 'claimed-streams', isReady: false },
        { ...at, name: 'oam-streams', isReady: false },
      ],
      more: 0,
      unknown: [],
    });
  });

  it('is looked for in the namespace that was chosen', async () => {
    const { body } = await platforms(
      'kubernetesCluster=local&namespace=team-a',
    );
    expect(body.platforms).toEqual([]);
  });

  it('is unknown, not missing, on clusters that do not answer', async () => {
    const { body } = await platforms('');
    expect(body.platforms).toHaveLength(2);
    expect(body.unknown).toEqual([
      expect.objectContaining({
        kubernetesCluster: 'away',
        code: 'realtime.kubernetes.unreachable',
      }),
      expect.objectContaining({
        kubernetesCluster: 'personal',
        code: 'realtime.kubernetes.user-token-needed',
      }),
    ]);
    expect(JSON.stringify(body)).not.toContain('localhost');
  });

  it('is shown to nobody who may not read claims', async () => {
    const { status, body } = await platforms('', 'realtime.claim.read');
    expect(status).toBe(403);
    expect(body.error.message).toContain('realtime.claim.read');
  });

  it('keeps its name from others, as an application too', async () => {
    const plugin = await startPlugin();
    const { body } = await plugin.get(
      'create/check?name=oam-streams&kubernetesCluster=local',
    );
    expect(body.name.uses[1]).toMatchObject({
      state: 'taken',
      by: 'Application oam-streams',
    });
  });

  it.each<[string, object, object]>([
    [
      'claimed-streams',
      {
        kind: 'RealtimePlatformClaim',
        apiVersion: 'platform.example.org/v1alpha1',
      },
      {
        conditions: [
          {
            ...{ type: 'Ready', status: 'True', reason: 'Available' },
            lastTransitionTime: '2026-11-21T14:07:33Z',
          },
        ],
      },
    ],
    [
      'oam-streams',
      { kind: 'Application', apiVersion: 'core.oam.dev/v1beta1' },
      { status: 'running', services: [{ name: 'a', healthy: true }] },
    ],
  ])('is ready when the cluster says it of %s', async (name, ref, status) => {
    await kubernetes().client.patch(
      { ...(ref as ManifestRef), namespace: 'default', name },
      { subresource: 'status', body: { status } },
    );
    const { body } = await platforms('kubernetesCluster=local');
    expect(body.platforms).toContainEqual(
      expect.objectContaining({ name, isReady: true }),
    );
  });
});
