import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import {
  RealtimeClient,
  realtimeApiRef,
} from '@backstage-realtime/plugin-realtime-react';
import type { LiveCardProps } from './entity/LiveCard';
import { loadMessagesTab, preloadMessagesTab } from './loadMessagesTab';
import { messagesRouteRef } from './routes';

void preloadMessagesTab();

/** The plugin for apps on the legacy frontend system. @public */
export const realtimePlugin = createPlugin({
  id: 'realtime',
  routes: { messages: messagesRouteRef },
  apis: [
    createApiFactory({
      api: realtimeApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => RealtimeClient.create(deps),
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
