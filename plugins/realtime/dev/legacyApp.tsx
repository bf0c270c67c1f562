import {
  createApiFactory,
  type AnyApiFactory,
} from '@backstage/core-plugin-api';
import { createDevApp } from '@backstage/dev-utils';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  EntityLayout,
} from '@backstage/plugin-catalog';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  realtimeApiRef,
  rolloutApiRef,
  topicHealthApiRef,
} from '@backstage-realtime/plugin-realtime-react';
import {
  EntityCanaryContent,
  EntityMessagesContent,
  EntityTopicsContent,
  realtimePlugin,
} from '../src';
import { canaryStories } from './canary/canaryStories';
import { StaticRolloutApi } from './canary/StaticRolloutApi';
import { StaticRealtimeApi } from './fakes/StaticRealtimeApi';
import { storyPages } from './fakes/stories';
import { annotated } from './fakes/storyParts';
import { healthStories } from './health/healthStories';
import { StaticHealthApi } from './health/StaticHealthApi';
import { devPages } from './stories';

/** The first moment of each story, for the entity page. */
const fakes: AnyApiFactory[] = [
  createApiFactory(catalogApiRef, catalogApiMock({ entities: [annotated] })),
  createApiFactory(realtimeApiRef, new StaticRealtimeApi(storyPages[0])),
  createApiFactory(
    topicHealthApiRef,
    new StaticHealthApi({ health: healthStories[0].snapshot }),
  ),
  createApiFactory(rolloutApiRef, new StaticRolloutApi(canaryStories[0])),
];

/** Every state as a page, and an entity page with the tabs as an app mounts them. */
export function legacyApp() {
  const app = createDevApp().registerPlugin(realtimePlugin);
  fakes.forEach(fake => app.registerApi(fake));
  for (const { path, title, element } of devPages)
    app.addPage({ path: `/${path}`, title, element });
  return app
    .addPage({ path: '/catalog', element: <CatalogIndexPage /> })
    .addPage({
      path: '/catalog/:namespace/:kind/:name',
      element: <CatalogEntityPage />,
      children: entityPage,
    });
}

const entityPage = (
  <EntityLayout>
    <EntityLayout.Route path="/messages" title="Messages">
      <EntityMessagesContent />
    </EntityLayout.Route>
    <EntityLayout.Route path="/topics" title="Topics">
      <EntityTopicsContent />
    </EntityLayout.Route>
    <EntityLayout.Route path="/canary" title="Canary">
      <EntityCanaryContent />
    </EntityLayout.Route>
  </EntityLayout>
);
