import { topicHealthApiRef } from '@backstage-realtime/plugin-realtime-react';
import { useMemo, type ReactNode } from 'react';
import { TopicHealthCard } from '../../src/entity/topics/TopicHealthCard';
import { TopicsTab } from '../../src/entity/topics/TopicsTab';
import { EntityFrame, TabGutter } from '../EntityFrame';
import type { HealthStory } from './healthStories';
import { StaticHealthApi } from './StaticHealthApi';

/** The Topics tab in one state, as an entity page would show it. */
export function HealthStoryView({ story }: { story: HealthStory }) {
  return (
    <Served story={story}>
      <TabGutter>
        <TopicsTab />
      </TabGutter>
    </Served>
  );
}

/** The card of one state. */
export function HealthCardStory({ story }: { story: HealthStory }) {
  return (
    <Served story={story}>
      <TopicHealthCard />
    </Served>
  );
}

function Served(props: { story: HealthStory; children: ReactNode }) {
  const { story } = props;
  const api = useMemo(
    () => new StaticHealthApi({ health: story.snapshot }),
    [story],
  );
  return (
    <EntityFrame apis={[[topicHealthApiRef, api]]} entity={story.entity}>
      {props.children}
    </EntityFrame>
  );
}
