import { identityApiRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { mockApis, renderInTestApp } from '@backstage/test-utils';
import {
  rolloutApiRef,
  type StateSnapshot,
} from '@backstage-realtime/plugin-realtime-react';
import {
  ANNOTATIONS,
  type CanaryState,
} from '@backstage-realtime/plugin-realtime-common';
import { act, screen } from '@testing-library/react';
import {
  canaryEntity,
  live,
  nowMs,
  one,
  refused,
} from '../../../dev/canary/canaryStory';
import { aCanary, aRollout } from '../../../dev/canary/pingPongRollout';
import { StaticRolloutApi } from '../../../dev/canary/StaticRolloutApi';
import { EntityFrame } from '../../../dev/EntityFrame';
import { connecting } from '../../../dev/fakes/StaticState';
import { anEntity, STORY_OWNER } from '../../../dev/fakes/storyParts';
import { CanaryCard } from './CanaryCard';

const VIEWER = 'group:default/guests';

const labelled = anEntity({
  [ANNOTATIONS.kubernetesIdAlias]: 'pingpong-counter',
});

const none = live(aCanary(nowMs, aRollout(nowMs), { rollouts: [] }));

/** The card of an entity, once the reader's groups are known. */
async function show(
  canary: StateSnapshot<CanaryState>,
  group: string,
  entity = labelled,
) {
  const api = new StaticRolloutApi({ canary });
  const identity = mockApis.identity({ ownershipEntityRefs: [group] });
  await renderInTestApp(
    <EntityFrame
      apis={[
        [rolloutApiRef, api],
        [identityApiRef, identity],
      ]}
      entity={entity}
    >
      <CanaryCard />
    </EntityFrame>,
    { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
  );
  await act(async () => {
    await identity.getBackstageIdentity();
  });
}

const heading = () => screen.queryByText('Canary');

describe('the Canary card of an entity that is only found by its labels', () => {
  it.each([
    ['has no rollout', none],
    ['is not read yet', connecting<CanaryState>()],
    ['may not be read', refused('realtime.rollout.forbidden', 'ask somebody')],
  ])('is not there for others when it %s', async (_, canary) => {
    await show(canary, VIEWER);
    expect(heading()).not.toBeInTheDocument();
  });

  it('tells its owners that nothing is there yet', async () => {
    await show(none, STORY_OWNER);
    expect(await screen.findByText(/^Nothing there yet/)).toBeInTheDocument();
  });

  it('is there for everybody once a rollout is found', async () => {
    await show(one(aRollout(nowMs)), VIEWER);
    expect(await screen.findByText('Canary')).toBeInTheDocument();
  });

  it('is there for everybody when a rollout is named', async () => {
    await show(none, VIEWER, canaryEntity);
    expect(await screen.findByText(/^Nothing there yet/)).toBeInTheDocument();
  });
});
