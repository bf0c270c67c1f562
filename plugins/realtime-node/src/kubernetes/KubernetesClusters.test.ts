import { ConfigReader } from '@backstage/config';
import { KubernetesClusters } from './KubernetesClusters';

const read = (data: object) =>
  KubernetesClusters.fromConfig(new ConfigReader(data as never));

const own = (clusters: object) =>
  read({ realtime: { kubernetes: { clusters } } });

const core = {
  kubernetes: {
    clusterLocatorMethods: [
      { type: 'catalog' },
      {
        type: 'config',
        clusters: [
          {
            name: 'prod',
            url: 'https://prod.example.org',
            authProvider: 'serviceAccount',
            serviceAccountToken: 'x',
            skipMetricsLookup: true,
          },
        ],
      },
    ],
  },
};

describe('Kubernetes clusters of app-config', () => {
  it('are those of their own section', () => {
    const clusters = own({ local: { url: 'https://localhost:6443' } });
    expect(clusters.names).toEqual(['local']);
    expect(clusters.settingsOf('local')).toMatchObject({
      timeoutMs: 10_000,
      skipTLSVerify: false,
      kinds: [],
    });
  });

  it('are those of the core plugin when there is no own section', () => {
    expect(read(core).names).toEqual(['prod']);
    const { realtime } = { realtime: { kubernetes: { clusters: {} } } };
    expect(read({ ...core, realtime }).names).toEqual([]);
  });

  it('are none without configuration', () => {
    const clusters = read({});
    expect(clusters.names).toEqual([]);
    expect(() => clusters.get('local')).toThrow(
      /realtime\.kubernetes\.clusters/,
    );
  });

  it('never stand in for one another: an unknown one is refused with the known names', () => {
    const url = 'https://localhost';
    expect(() => own({ a: { url }, b: { url } }).get('c')).toThrow(
      'The Kubernetes cluster "c" is not in app-config; known are a, b.',
    );
  });

  it('have one client for all who ask', () => {
    const clusters = own({ a: { url: 'https://localhost' } });
    expect(clusters.get('a')).toBe(clusters.get('a'));
  });

  it.each([
    [{ a: { url: 'ftp://x' } }, 'a.url'],
    [{ a: { url: 'https://user:canary@x' } }, 'a.url'],
    [{ a: {} }, 'a.url'],
    [{ a: { url: 'https://x', token: 'canary' } }, 'clusters.a'],
    [{ 'a b': { url: 'https://x' } }, 'a b'],
    [{ a: { url: 'https://x', timeoutMs: 1 } }, 'a.timeoutMs'],
  ])(
    'are refused at start with the key, never the value: %j',
    (clusters, key) => {
      let message = '';
      try {
        own(clusters);
      } catch (error) {
        message = String(error);
      }
      expect(message).toContain(key);
      expect(message).not.toContain('canary');
    },
  );

  it('allow namespaces by pattern; those of the cluster itself only when named', () => {
    const url = 'https://x';
    const open = own({ a: { url } });
    const narrow = own({ a: { url, namespaces: ['team-*'] } });
    const asked = ['default', 'team-a', 'kube-system'];
    expect(asked.map(each => open.allowsNamespace('a', each))).toEqual([
      true,
      true,
      false,
    ]);
    expect(asked.map(each => narrow.allowsNamespace('a', each))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('are asked as the user with a token that came, and for nobody else', () => {
    const clusters = own({ a: { url: 'https://localhost' } });
    expect(clusters.getFor('a')).toBe(clusters.get('a'));
    const mine = clusters.getFor('a', 'token');
    expect(mine).not.toBe(clusters.get('a'));
    expect(clusters.getFor('a', 'token')).not.toBe(mine);
  });

  it.each([
    ['no token came', undefined, 'no token of the user came'],
    ['an empty one came', '', 'no token of the user came'],
    ['two lines came', 'canary\ncanary', 'what came is no token'],
  ])('that are asked as the user refuse when %s', (_, token, says) => {
    const clusters = own({ a: { url: 'https://localhost', asUser: true } });
    const refused = expect.objectContaining({
      code: 'realtime.kubernetes.user-token-needed',
      message: expect.stringContaining(says),
    });
    expect(() => clusters.getFor('a', token)).toThrow(refused);
    expect(() => clusters.getFor('a', token)).not.toThrow(/canary/);
  });

  it.each([
    ['oidc', true],
    ['serviceAccount', false],
  ])(
    'of the core plugin with %s are asked as the user: %s',
    (authProvider, asUser) => {
      const cluster = { name: 'prod', url: 'https://x', authProvider };
      const methods = [{ type: 'config', clusters: [cluster] }];
      const clusters = read({ kubernetes: { clusterLocatorMethods: methods } });
      expect(clusters.settingsOf('prod')).toMatchObject({ asUser });
    },
  );
});
