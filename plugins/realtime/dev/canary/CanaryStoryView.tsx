import { identityApiRef } from '@backstage/core-plugin-api';
import { mockApis } from '@backstage/test-utils';
import { rolloutApiRef } from '@backstage-realtime/plugin-realtime-react';
import { useMemo, type ReactNode } from 'react';
import { CanaryCard } from '../../src/entity/canary/CanaryCard';
import { CanaryTab } from '../../src/entity/canary/CanaryTab';
import { EntityFrame, TabGutter } from '../EntityFrame';
import { STORY_OWNER } from '../fakes/storyParts';
import type { CanaryStory } from './canaryStory';
import { StaticRolloutApi } from './StaticRolloutApi';

/** The Canary tab in one state, as an entity page would show it. */
export function CanaryStoryView({ story }: { story: CanaryStory }) {
  return (
    <Served story={story}>
      <TabGutter>
        <CanaryTab />
      </TabGutter>
    </Served>
  );
}

/** The card of one state. */
export function CanaryCardStory({ story }: { story: CanaryStory }) {
  return (
    <Served story={story}>
      <CanaryCard />
    </Served>
  );
}

/** The reader owns what is shown: owners see every state of the card. */
const reader = mockApis.identity({ ownershipEntityRefs: [STORY_OWNER] });

function Served(props: { story: CanaryStory; children: ReactNode }) {
  const { story } = props;
  const api = useMemo(() => new StaticRolloutApi(story), [story]);
  return (
    <EntityFrame
      apis={[
        [rolloutApiRef, api],
        [identityApiRef, reader],
      ]}
      entity={story.entity}
    >
      {props.children}
    </EntityFrame>
  );
}
