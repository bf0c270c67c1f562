import { ConfigReader } from '@backstage/config';
import { readClaimSettings } from './readClaimSettings';

const OWNER = 'group:default/platform-team';

const read = (local: object, more: object = {}) =>
  readClaimSettings(
    new ConfigReader({
      ...more,
      catalog: { providers: { realtimeClaims: { local } } },
    }),
  );

describe('providers of claims in app-config', () => {
  it('are none without the section', () => {
    expect(readClaimSettings(new ConfigReader({}))).toEqual([]);
  });

  it('are of the cluster of their id, all of it and every kind, unless told otherwise', () => {
    expect(read({ defaultOwner: OWNER })).toEqual([
      {
        id: 'local',
        kubernetesCluster: 'local',
        namespaces: undefined,
        kinds: ['ApplicationClaim', 'RealtimePlatformClaim', 'Application'],
        apiVersions: {
          ApplicationClaim: 'platform.example.org/v1alpha1',
          RealtimePlatformClaim: 'platform.example.org/v1alpha1',
          Application: 'core.oam.dev/v1beta1',
        },
        defaultOwner: OWNER,
        system: undefined,
        maxObjects: 2_000,
      },
    ]);
  });

  it('read claims under the API of the site', () => {
    const claims = { group: 'acme.example.org', version: 'v1' };
    const [{ apiVersions }] = read(
      { defaultOwner: OWNER },
      { realtime: { claims } },
    );
    expect(apiVersions.ApplicationClaim).toBe('acme.example.org/v1');
  });

  it('name each namespace and kind once', () => {
    const [{ namespaces, kinds }] = read({
      defaultOwner: OWNER,
      namespaces: ['a', 'b', 'a'],
      kinds: ['Application', 'Application'],
    });
    expect(namespaces).toEqual(['a', 'b']);
    expect(kinds).toEqual(['Application']);
  });

  const twenty = Array.from({ length: 20 }, (_, index) => `n${index}`);

  it('take 20 namespaces', () => {
    const settings = { defaultOwner: OWNER, namespaces: twenty };
    expect(read(settings)[0].namespaces).toHaveLength(20);
  });

  it.each([
    ['without an owner', { defaultOwner: undefined }, 'defaultOwner'],
    [
      'with an owner that is no ref',
      { defaultOwner: 'a b:c/d/e' },
      'defaultOwner',
    ],
    ['with a system that is no ref', { system: 'the shop' }, 'system'],
    ['with a kind nobody knows', { kinds: ['Pod'] }, 'kinds has "Pod"'],
    ['with no kind', { kinds: [] }, 'kinds has no entry'],
    ['with no namespace', { namespaces: [] }, '1 to 20'],
    ['with 21 namespaces', { namespaces: [...twenty, 'n20'] }, '21 entries'],
    ['with a path for a namespace', { namespaces: ['../a'] }, 'small letters'],
    [
      'with a pattern for a namespace',
      { namespaces: ['team-*'] },
      'small letters',
    ],
    ['with no room', { maxObjects: 0 }, 'maxObjects is 0'],
    ['with too much room', { maxObjects: 20_001 }, '1 to 20000'],
    ['with half an object', { maxObjects: 1.5 }, 'maxObjects is 1.5'],
  ])('%s are refused by the key', (_what, wrong, words) => {
    expect(() => read({ defaultOwner: OWNER, ...wrong })).toThrow(words);
    expect(() => read({ defaultOwner: OWNER, ...wrong })).toThrow(
      'catalog.providers.realtimeClaims.local',
    );
  });
});
