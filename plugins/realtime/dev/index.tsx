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
import { devPages, StoryList, type DevPage } from './stories';

const icon = <RiPulseLine />;

const page = ({ path, title, element }: DevPage) =>
  PageBlueprint.make({
    name: path || 'list',
    params: {
      path: `/${path}`,
      title,
      icon,
      noHeader: true,
      loader: async () => element,
    },
  });

const storiesPlugin = createFrontendPlugin({
  pluginId: 'stories',
  title: 'States',
  icon,
  extensions: [
    page({
      path: '',
      title: 'States',
      element: <StoryList pages={devPages} />,
    }),
    ...devPages.map(page),
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
