import {
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  realtimeClaimCreatePermission as claims,
  realtimeRecordReadPermission as records,
  realtimeRecordUnmaskPermission as unmasked,
  realtimeRolloutControlPermission as control,
  realtimeRolloutReadPermission as rollouts,
  realtimeTopicReadPermission as counts,
} from '@backstage-realtime/plugin-realtime-common';
import { DemoPolicy } from './DemoPolicy';

const owner = ['user:default/olivia', 'group:default/team-realtime'];
const viewer = ['user:default/victor', 'group:default/observers'];
const platform = ['user:default/petra', 'group:default/platform-team'];

function decide(permission: Permission, ownershipEntityRefs?: string[]) {
  const user = ownershipEntityRefs && {
    credentials: mockCredentials.user(ownershipEntityRefs[0]),
    info: { userEntityRef: ownershipEntityRefs[0], ownershipEntityRefs },
    identity: {
      type: 'user' as const,
      userEntityRef: ownershipEntityRefs[0],
      ownershipEntityRefs,
    },
    token: 'unused',
  };
  return new DemoPolicy().handle({ permission }, user);
}

describe('DemoPolicy', () => {
  it.each([
    ['platform', 'claims', claims, platform, 'ALLOW'],
    ['viewer', 'claims', claims, viewer, 'DENY'],
    ['owner', 'claims', claims, owner, 'ALLOW'],
    ['nobody', 'claims', claims, [], 'DENY'],
    ['platform', 'counts', counts, platform, 'ALLOW'],
    ['platform', 'records', records, platform, 'ALLOW'],
    ['platform', 'unmasked records', unmasked, platform, 'ALLOW'],
    ['viewer', 'counts', counts, viewer, 'ALLOW'],
    ['viewer', 'records', records, viewer, 'DENY'],
    ['viewer', 'unmasked records', unmasked, viewer, 'DENY'],
    ['platform', 'rollouts', rollouts, platform, 'ALLOW'],
    ['platform', 'control of rollouts', control, platform, 'ALLOW'],
    ['viewer', 'rollouts', rollouts, viewer, 'ALLOW'],
    ['viewer', 'control of rollouts', control, viewer, 'DENY'],
    ['owner', 'rollouts', rollouts, owner, 'CONDITIONAL'],
    ['owner', 'control of rollouts', control, owner, 'CONDITIONAL'],
    ['owner', 'counts', counts, owner, 'CONDITIONAL'],
    ['owner', 'records', records, owner, 'CONDITIONAL'],
    ['owner', 'unmasked records', unmasked, owner, 'DENY'],
  ] as const)(
    'answers %s asking for %s',
    async (_who, _what, permission, groups, result) => {
      expect(await decide(permission, [...groups])).toMatchObject({ result });
    },
  );

  it('lets owners read streams of entities one of their groups owns', async () => {
    expect(await decide(records, owner)).toMatchObject({
      pluginId: 'realtime',
      conditions: { rule: 'IS_OWNER', params: { claims: owner } },
    });
  });

  it('gives somebody without an identity the streams of nobody', async () => {
    expect(await decide(records)).toMatchObject({
      conditions: { params: { claims: [] } },
    });
  });

  it('leaves everything that is not a stream alone', async () => {
    const other = createPermission({
      name: 'catalog.entity.read',
      attributes: { action: 'read' },
      resourceType: 'catalog-entity',
    });
    expect(await decide(other, viewer)).toEqual({ result: 'ALLOW' });
  });
});
