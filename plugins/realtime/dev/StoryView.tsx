import type { Entity } from '@backstage/catalog-model';
import {
  realtimeApiRef,
  type RealtimeApi,
} from '@backstage-realtime/plugin-realtime-react';
import { useEffect, useMemo, useState, type ComponentType } from 'react';
import { useSearchParams } from 'react-router-dom';
import { LiveCard } from '../src/entity/LiveCard';
import { MessagesTab } from '../src/entity/MessagesTab';
import { EntityFrame, TabGutter } from './EntityFrame';
import { StaticRealtimeApi } from './fakes/StaticRealtimeApi';
import type { StoryPage } from './fakes/storyParts';

/** The tab in one state, as an entity page would show it. */
export function StoryView({ story }: { story: StoryPage }) {
  const api = useMemo(() => new StaticRealtimeApi(story), [story]);
  const isReady = useStorySearch(story.search);
  if (!isReady) return null;
  return <TabWithApi api={api} entity={story.entity} />;
}

/** The tab of an entity, served by a fake. */
export function TabWithApi(props: { api: RealtimeApi; entity: Entity }) {
  return (
    <EntityFrame apis={[[realtimeApiRef, props.api]]} entity={props.entity}>
      <TabGutter>
        <MessagesTab />
      </TabGutter>
    </EntityFrame>
  );
}

/** Gives the page the address its story has, when it was opened without one. */
function useStorySearch(search: string | undefined): boolean {
  const [params, setParams] = useSearchParams();
  const [isReady, setIsReady] = useState(false);
  useEffect(() => {
    if (isReady) return;
    if (search && params.toString() === '') {
      setParams(new URLSearchParams(search), { replace: true });
    }
    setIsReady(true);
  }, [isReady, params, search, setParams]);
  return isReady;
}

/** The card of every story, side by side. */
export function CardGrid<S extends { path: string }>(props: {
  stories: S[];
  Card: ComponentType<{ story: S }>;
}) {
  const { stories, Card } = props;
  return (
    <div
      style={{
        display: 'grid',
        gap: 16,
        padding: 20,
        gridTemplateColumns: 'repeat(auto-fill, minmax(min(340px, 100%), 1fr))',
      }}
    >
      {stories.map(story => (
        <Card key={story.path} story={story} />
      ))}
    </div>
  );
}

/** The Live card of one state. */
export function StoryCard({ story }: { story: StoryPage }) {
  const api = useMemo(() => new StaticRealtimeApi(story), [story]);
  return (
    <EntityFrame apis={[[realtimeApiRef, api]]} entity={story.entity}>
      <LiveCard />
    </EntityFrame>
  );
}
