import type { ReactElement } from 'react';
import { Link } from 'react-router-dom';
import { CanaryCardStory, CanaryStoryView } from './canary/CanaryStoryView';
import { canaryStories } from './canary/canaryStories';
import { createStories } from './create/createStories';
import { CreateStoryView } from './create/CreateStoryView';
import { storyPages } from './fakes/stories';
import { healthStories } from './health/healthStories';
import { HealthCardStory, HealthStoryView } from './health/HealthStoryView';
import { overviewStories } from './health/overviewStories';
import { OverviewStoryView } from './health/OverviewStoryView';
import { CardGrid, StoryCard, StoryView } from './StoryView';

/** One page of the dev app, whatever frontend system it runs on. */
export interface DevPage {
  path: string;
  title: string;
  element: ReactElement;
}

/** Every state as a page, and the cards of all states together. */
export const devPages: DevPage[] = [
  ...storyPages.map(story => toPage(story, <StoryView story={story} />)),
  {
    path: 'cards',
    title: 'Cards in every state',
    element: <CardGrid stories={storyPages} Card={StoryCard} />,
  },
  ...healthStories.map(story =>
    toPage(story, <HealthStoryView story={story} />),
  ),
  {
    path: 'health-cards',
    title: 'Cards of topic health in every state',
    element: <CardGrid stories={healthStories} Card={HealthCardStory} />,
  },
  ...canaryStories.map(story =>
    toPage(story, <CanaryStoryView story={story} />),
  ),
  {
    path: 'canary-cards',
    title: 'Cards of rollouts in every state',
    element: <CardGrid stories={canaryStories} Card={CanaryCardStory} />,
  },
  ...overviewStories.map(story =>
    toPage(story, <OverviewStoryView story={story} />),
  ),
  ...createStories.map(story =>
    toPage(story, <CreateStoryView story={story} />),
  ),
];

function toPage(
  { path, title }: Omit<DevPage, 'element'>,
  element: ReactElement,
): DevPage {
  return { path, title, element };
}

/** Links to every page. */
export function StoryList({ pages }: { pages: DevPage[] }) {
  return (
    <ul style={{ padding: 40 }}>
      {pages.map(({ path, title }) => (
        <li key={path}>
          <Link to={`/${path}`}>{title}</Link>
        </li>
      ))}
    </ul>
  );
}
