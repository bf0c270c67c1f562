import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import {
  CreateClient,
  RealtimeClient,
  realtimeApiRef,
  realtimeCreateApiRef,
  realtimeOverviewApiRef,
  rolloutApiRef,
  topicHealthApiRef,
} from '@backstage-realtime/plugin-realtime-react';
import { realtimeClientRef } from './apis';
import type { CanaryCardProps } from './entity/canary/CanaryCard';
import type { LiveCardProps } from './entity/LiveCard';
import type { TopicHealthCardProps } from './entity/topics/TopicHealthCard';
import type { TopicsTabProps } from './entity/topics/TopicsTab';
import { loadMessagesTab, preloadMessagesTab } from './loadMessagesTab';
import type { RealtimePageProps } from './pages/RealtimePage';
import {
  canaryRouteRef,
  messagesRouteRef,
  ongoingTaskRouteRef,
  rootRouteRef,
  topicsRouteRef,
} from './routes';

void preloadMessagesTab();

/** The plugin for apps on the legacy frontend system. @public */
export const realtimePlugin = createPlugin({
  id: 'realtime',
  routes: {
    root: rootRouteRef,
    messages: messagesRouteRef,
    topics: topicsRouteRef,
    canary: canaryRouteRef,
  },
  externalRoutes: { ongoingTask: ongoingTaskRouteRef },
  apis: [
    createApiFactory({
      api: realtimeClientRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => RealtimeClient.create(deps),
    }),
    createApiFactory({
      api: realtimeApiRef,
      deps: { client: realtimeClientRef },
      factory: ({ client }) => client,
    }),
    createApiFactory({
      api: topicHealthApiRef,
      deps: { client: realtimeClientRef },
      factory: ({ client }) => client,
    }),
    createApiFactory({
      api: realtimeOverviewApiRef,
      deps: { client: realtimeClientRef },
      factory: ({ client }) => client,
    }),
    createApiFactory({
      api: rolloutApiRef,
      deps: { client: realtimeClientRef },
      factory: ({ client }) => client,
    }),
    createApiFactory({
      api: realtimeCreateApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: deps => CreateClient.create(deps),
    }),
  ],
});

/** Tab of an entity page: `<EntityLayout.Route path="/messages" title="Messages">`. @public */
export const EntityMessagesContent: () => JSX.Element = realtimePlugin.provide(
  createRoutableExtension({
    name: 'EntityMessagesContent',
    component: () => loadMessagesTab().then(m => m.MessagesTab),
    mountPoint: messagesRouteRef,
  }),
);

/** Card of an entity's overview; a third of the grid is enough. @public */
export const EntityLiveCard: (props: LiveCardProps) => JSX.Element =
  realtimePlugin.provide(
    createComponentExtension({
      name: 'EntityLiveCard',
      component: {
        lazy: () => import('./entity/LiveCard').then(m => m.LiveCard),
      },
    }),
  );

/** Tab of an entity page: `<EntityLayout.Route path="/topics" title="Topics">`. @public */
export const EntityTopicsContent: (props: TopicsTabProps) => JSX.Element =
  realtimePlugin.provide(
    createRoutableExtension({
      name: 'EntityTopicsContent',
      component: () =>
        import('./entity/topics/TopicsTab').then(m => m.TopicsTab),
      mountPoint: topicsRouteRef,
    }),
  );

/** Card of an entity's overview; a third of the grid is enough. @public */
export const EntityTopicHealthCard: (
  props: TopicHealthCardProps,
) => JSX.Element = realtimePlugin.provide(
  createComponentExtension({
    name: 'EntityTopicHealthCard',
    component: {
      lazy: () =>
        import('./entity/topics/TopicHealthCard').then(m => m.TopicHealthCard),
    },
  }),
);

/** Tab of an entity page: `<EntityLayout.Route path="/canary" title="Canary">`. @public */
export const EntityCanaryContent: () => JSX.Element = realtimePlugin.provide(
  createRoutableExtension({
    name: 'EntityCanaryContent',
    component: () => import('./entity/canary/CanaryTab').then(m => m.CanaryTab),
    mountPoint: canaryRouteRef,
  }),
);

/** Card of an entity's overview; half of the grid is enough. @public */
export const EntityCanaryCard: (props: CanaryCardProps) => JSX.Element =
  realtimePlugin.provide(
    createComponentExtension({
      name: 'EntityCanaryCard',
      component: {
        lazy: () =>
          import('./entity/canary/CanaryCard').then(m => m.CanaryCard),
      },
    }),
  );

/** Page of everything a reader owns: `<Route path="/realtime" element={<RealtimePage />} />`. @public */
export const RealtimePage: (props: RealtimePageProps) => JSX.Element =
  realtimePlugin.provide(
    createRoutableExtension({
      name: 'RealtimePage',
      component: () => import('./pages/RealtimePage').then(m => m.RealtimePage),
      mountPoint: rootRouteRef,
    }),
  );
