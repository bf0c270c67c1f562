import { CustomObjectsApi, KubeConfig } from '@kubernetes/client-node';
import { startSandbox, type Sandbox } from '../Sandbox';
import { buildKubeconfig } from './buildKubeconfig';

const TIMEOUT_MS = 60_000;

describe('the Kubernetes API of a running sandbox', () => {
  jest.setTimeout(TIMEOUT_MS);
  let sandbox: Sandbox;
  let objects: CustomObjectsApi;

  beforeAll(async () => {
    sandbox = await startSandbox({
      kafka: 'standin',
      kubernetes: { maxClaims: 2 },
    });
    const config = new KubeConfig();
    config.loadFromString(buildKubeconfig(sandbox.status().kubernetes));
    objects = config.makeApiClient(CustomObjectsApi);
  });

  afterAll(() => sandbox.stop());

  const list = async (group: string, version: string, plural: string) => {
    const found: {
      items: { metadata: { name: string; namespace: string } }[];
    } = await objects.listCustomObjectForAllNamespaces({
      group,
      version,
      plural,
    });
    return found.items.map(
      ({ metadata: { name, namespace } }) => `${namespace}/${name}`,
    );
  };

  it('has a platform to begin with in each namespace, for whoever has its kubeconfig', async () => {
    expect(
      await list('platform.example.org', 'v1alpha1', 'realtimeplatformclaims'),
    ).toEqual(['default/ping-pong', 'realtime/ping-pong']);
  });

  it.each([
    ['core.oam.dev', 'v1beta1', 'applications'],
    ['kafka.strimzi.io', 'v1', 'kafkatopics'],
    ['argoproj.io', 'v1alpha1', 'experiments'],
  ])('stores objects of %s/%s %s', async (group, version, plural) => {
    expect(await list(group, version, plural)).toEqual([]);
  });

  it('deploys two services as canaries from the start', async () => {
    expect(await list('argoproj.io', 'v1alpha1', 'rollouts')).toEqual([
      'realtime/pingpong-checkout',
      'realtime/pingpong-counter',
    ]);
    const { prometheus } = sandbox.status();
    expect(prometheus.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('counts the services that run, which is none without a claim', () => {
    expect(sandbox.status().kubernetes.services).toBe(0);
  });

  it('refuses more claims than it was told to allow', async () => {
    const create = (name: string) =>
      objects.createNamespacedCustomObject({
        group: 'platform.example.org',
        version: 'v1alpha1',
        plural: 'realtimeplatformclaims',
        namespace: 'default',
        body: {
          apiVersion: 'platform.example.org/v1alpha1',
          kind: 'RealtimePlatformClaim',
          metadata: { name },
          spec: { name },
        },
      });
    await create('second');
    await expect(create('third')).rejects.toMatchObject({ code: 403 });
  });
});
