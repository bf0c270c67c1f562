// Every state of the tab and the card on the new frontend system.
// Start: `yarn start`; the plugin on an entity page is below Catalog.
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { realtimeApiRef } from '@backstage-realtime/plugin-realtime-react';
import { RiPulseLine } from '@remixicon/react';
import realtimePlugin from '../src/alpha';
import { StaticRealtimeApi } from './fakes/StaticRealtimeApi';
import { storyPages } from './fakes/stories';
import { annotated } from './fakes/storyParts';
import { healthStories } from './health/healthStories';
import { HealthCardsView, HealthStoryView } from './health/HealthStoryView';
import { overviewStories } from './health/overviewStories';
import { OverviewStoryView } from './health/OverviewStoryView';
import { CardsView, StoryList, StoryView } from './StoryView';

const icon = <RiPulseLine />;

const pages = storyPages.map(story =>
  PageBlueprint.make({
    name: story.path,
    params: {
      path: `/${story.path}`,
      title: story.title,
      icon,
      noHeader: true,
      loader: async () => <StoryView story={story} />,
    },
  }),
);

const cards = PageBlueprint.make({
  name: 'cards',
  params: {
    path: '/cards',
    title: 'Cards',
    icon,
    noHeader: true,
    loader: async () => <CardsView stories={storyPages} />,
  },
});

const list = PageBlueprint.make({
  name: 'list',
  params: {
    path: '/',
    title: 'States',
    icon,
    noHeader: true,
    loader: async () => <StoryList stories={storyPages} />,
  },
});

const healthPages = healthStories.map(story =>
  PageBlueprint.make({
    name: story.path,
    params: {
      path: `/${story.path}`,
      title: story.title,
      icon,
      noHeader: true,
      loader: async () => <HealthStoryView story={story} />,
    },
  }),
);

const overviewPages = overviewStories.map(story =>
  PageBlueprint.make({
    name: story.path,
    params: {
      path: `/${story.path}`,
      title: story.title,
      icon,
      noHeader: true,
      loader: async () => <OverviewStoryView story={story} />,
    },
  }),
);

const healthCards = PageBlueprint.make({
  name: 'health-cards',
  params: {
    path: '/health-cards',
    title: 'Cards of topic health',
    icon,
    noHeader: true,
    loader: async () => <HealthCardsView stories={healthStories} />,
  },
});

const storiesPlugin = createFrontendPlugin({
  pluginId: 'stories',
  title: 'States',
  icon,
  extensions: [
    list,
    ...pages,
    cards,
    ...healthPages,
    healthCards,
    ...overviewPages,
  ],
});

const fakeCatalog = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      params: define =>
        define({
          api: catalogApiRef,
          deps: {},
          factory: () => catalogApiMock({ entities: [annotated] }),
        }),
    }),
  ],
});

const fakeRealtime = createFrontendModule({
  pluginId: 'realtime',
  extensions: [
    ApiBlueprint.make({
      params: define =>
        define({
          api: realtimeApiRef,
          deps: {},
          factory: () => new StaticRealtimeApi(storyPages[0]),
        }),
    }),
  ],
});

createDevApp({
  features: [
    storiesPlugin,
    catalogPlugin,
    fakeCatalog,
    realtimePlugin,
    fakeRealtime,
  ],
});
