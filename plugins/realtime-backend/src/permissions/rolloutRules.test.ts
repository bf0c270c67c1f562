import {
  createRolloutConditionalDecision,
  rolloutConditions,
} from './conditions';
import {
  hasRolloutCluster,
  hasRolloutNamespace,
  isRolloutOwner,
  type RolloutResource,
} from './rolloutRules';
import { realtimeRolloutControlPermission } from '@backstage-realtime/plugin-realtime-common';

const ROLLOUT: RolloutResource = {
  cluster: 'prod-eu1',
  namespace: 'orders',
  name: 'orders-api',
  entityRef: 'component:default/orders',
  owners: ['group:default/orders'],
};

describe('rules about rollouts', () => {
  it.each([
    [['group:default/orders', 'user:default/a'], true],
    [['group:default/others'], false],
    [[], false],
  ])('an owner is one of %j', (claims, holds) => {
    expect(isRolloutOwner.apply(ROLLOUT, { claims })).toBe(holds);
  });

  it.each([
    [['prod-*'], true],
    [['prod'], false],
  ])('the cluster is one of %j', (clusters, holds) => {
    expect(hasRolloutCluster.apply(ROLLOUT, { clusters })).toBe(holds);
  });

  it.each([
    [['orders'], true],
    [['order'], false],
  ])('the namespace is one of %j', (namespaces, holds) => {
    expect(hasRolloutNamespace.apply(ROLLOUT, { namespaces })).toBe(holds);
  });

  it('make the conditions of a decision', () => {
    const decision = createRolloutConditionalDecision(
      realtimeRolloutControlPermission,
      rolloutConditions.hasRolloutNamespace({ namespaces: ['orders'] }),
    );
    expect(decision).toMatchObject({
      resourceType: 'realtime-rollout',
      conditions: { rule: 'HAS_NAMESPACE', params: { namespaces: ['orders'] } },
    });
  });
});
