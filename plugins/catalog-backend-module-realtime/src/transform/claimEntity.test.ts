import { KubernetesValidatorFunctions } from '@backstage/catalog-model';
import {
  ANNOTATIONS,
  CLAIM_ANNOTATIONS,
} from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import type { ClaimKind } from '../providers/readClaimSettings';
import { toClaimEntity } from './claimEntity';

const SETTINGS = {
  kubernetesCluster: 'local',
  kinds: ['ApplicationClaim', 'RealtimePlatformClaim'] as ClaimKind[],
  defaultOwner: 'group:default/platform-team',
};

const object = (
  metadata: Partial<KubernetesObject['metadata']> = {},
  more: object = {},
): KubernetesObject => ({
  apiVersion: 'a/v1',
  kind: 'A',
  metadata: { name: 'pinger', namespace: 'team-a', ...metadata },
  ...more,
});

describe('the entity of a claim', () => {
  it.each([
    ['ApplicationClaim', 'realtime-claim', 'local.team-a.claim.pinger'],
    [
      'RealtimePlatformClaim',
      'realtime-platform',
      'local.team-a.platform.pinger',
    ],
    ['Application', 'oam-application', 'local.team-a.application.pinger'],
  ] as const)('of kind %s is a Resource of type %s', (kind, type, name) => {
    expect(toClaimEntity(object(), kind, SETTINGS)).toMatchObject({
      kind: 'Resource',
      metadata: {
        name,
        title: 'pinger',
        annotations: {
          [CLAIM_ANNOTATIONS.claim]: `local/team-a/${kind}/pinger`,
        },
      },
      spec: { type },
    });
  });

  it.each([
    ['as a whole ref', 'group:default/team-a', 'group:default/team-a'],
    ['by name alone', 'team-a', 'group:default/team-a'],
    ['as a user', 'user:default/ada', 'user:default/ada'],
    ['not at all', undefined, SETTINGS.defaultOwner],
    ['as nothing', '', SETTINGS.defaultOwner],
    ['as no ref', 'the team of Ada', SETTINGS.defaultOwner],
    ['as markup', 'group:default/<b>', SETTINGS.defaultOwner],
    ['too long', `group:default/${'a'.repeat(64)}`, SETTINGS.defaultOwner],
  ])('has the owner that was written %s', (_how, written, owner) => {
    const annotations = { 'backstage-realtime.io/owner': written as string };
    const claim = object({ annotations });
    const { spec } = toClaimEntity(claim, 'ApplicationClaim', SETTINGS);
    expect(spec.owner).toBe(owner);
  });

  it.each([
    ['its own', 'shop', 'system:default/shop'],
    ['that of app-config when it names none', undefined, 'ping-pong'],
    ['that of app-config when its own is no ref', 'a b', 'ping-pong'],
  ])('belongs to a system: %s', (_how, written, system) => {
    const annotations = { 'backstage-realtime.io/system': written as string };
    const { spec } = toClaimEntity(
      object({ annotations }),
      'ApplicationClaim',
      {
        ...SETTINGS,
        system: 'ping-pong',
      },
    );
    expect(spec.system).toBe(system);
  });

  const label = (value: string) => ({ 'backstage.io/kubernetes-id': value });

  it.each([
    ['ApplicationClaim', 'pinger', ['component:default/pinger']],
    ['Application', 'pinger', ['component:default/pinger']],
    ['RealtimePlatformClaim', 'pinger', undefined],
    ['ApplicationClaim', 'a b', undefined],
    ['ApplicationClaim', 'a'.repeat(64), undefined],
    ['ApplicationClaim', '', undefined],
  ] as const)(
    'of kind %s with the label "%s" is a dependency of %j',
    (kind, value, refs) => {
      const claim = object({ labels: label(value) });
      expect(toClaimEntity(claim, kind, SETTINGS).spec.dependencyOf).toEqual(
        refs,
      );
    },
  );

  it.each([
    [
      'a platform',
      'streaming',
      ['resource:default/local.team-a.platform.streaming'],
    ],
    ['none', undefined, undefined],
    ['nothing', '', undefined],
    ['a number', 3, undefined],
  ])('depends on the platform of its spec: %s', (_what, realtime, refs) => {
    const claim = object({}, { spec: { realtime } });
    const { spec } = toClaimEntity(claim, 'ApplicationClaim', SETTINGS);
    expect(spec.dependsOn).toEqual(refs);
  });

  it('depends on no platform where platforms are not made entities', () => {
    const claim = object({}, { spec: { realtime: 'streaming' } });
    const kinds: ClaimKind[] = ['ApplicationClaim'];
    const { spec } = toClaimEntity(claim, 'ApplicationClaim', {
      ...SETTINGS,
      kinds,
    });
    expect(spec.dependsOn).toBeUndefined();
  });

  it('says how far it is, in tags that are allowed, without an address', () => {
    const message = `https://10.0.0.1:6443 said no\n to Bearer abc ${'x'.repeat(400)}`;
    const conditions = [{ type: 'Synced', status: 'False', message }];
    const claim = object({}, { status: { conditions } });
    const { metadata } = toClaimEntity(claim, 'ApplicationClaim', SETTINGS);
    const { annotations = {}, tags = [], description } = metadata;
    expect(annotations[CLAIM_ANNOTATIONS.status]).toBe('failed');
    expect(tags).toContain('failed');
    expect(annotations[CLAIM_ANNOTATIONS.message]).toMatch(
      /^\(address\) said no to Bearer \(hidden\) x+…$/,
    );
    expect(annotations[CLAIM_ANNOTATIONS.message].length).toBe(300);
    expect(description).not.toMatch(/10\.0\.0\.1|abc/);
    for (const key of Object.keys(annotations))
      expect(KubernetesValidatorFunctions.isValidAnnotationKey(key)).toBe(true);
  });
});

describe('topics of a claim', () => {
  const topicsOf = (spec: unknown, kind: ClaimKind = 'ApplicationClaim') =>
    toClaimEntity(object({}, { spec }), kind, {
      ...SETTINGS,
      kafkaCluster: 'prod',
    }).metadata.annotations?.[ANNOTATIONS.kafkaTopics];

  it.each([
    [
      'of a service',
      { streaming: { enabled: true, topics: ['pings', 'pongs'] } },
      'prod/pings,prod/pongs',
    ],
    [
      'of a platform, with settings and by name, each once',
      {
        topics: [{ name: 'pings', partitions: 6 }],
        kafkaConfig: { topics: ['pings', 'pongs'] },
      },
      'prod/pings,prod/pongs',
    ],
    [
      'that Kafka could have',
      { streaming: { topics: ['a b', 'x,prod/y', '<b>', 'pings'] } },
      'prod/pings',
    ],
    ['none, while it streams nothing', stopped(), undefined],
    ['none, when it is not as it should be', { topics: 'all' }, undefined],
    ['none, without a spec', undefined, undefined],
  ])('are declared: %s', (_which, spec, annotation) => {
    expect(topicsOf(spec)).toBe(annotation);
  });

  it('are not told where nobody says which Kafka has them', () => {
    const claim = object({}, { spec: { streaming: { topics: ['pings'] } } });
    const { metadata } = toClaimEntity(claim, 'ApplicationClaim', SETTINGS);
    expect(metadata.annotations).not.toHaveProperty([ANNOTATIONS.kafkaTopics]);
  });
});

function stopped() {
  return { streaming: { enabled: false, topics: ['pings'] } };
}
