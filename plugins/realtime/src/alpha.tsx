/**
 * The plugin for apps on the new frontend system.
 *
 * @packageDocumentation
 */
import {
  ApiBlueprint,
  AppRootElementBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { isRealtimeAvailable } from '@backstage-realtime/plugin-realtime-common';
import {
  RealtimeClient,
  realtimeApiRef,
} from '@backstage-realtime/plugin-realtime-react';
import { RiPulseLine } from '@remixicon/react';
import { z } from 'zod';
import {
  loadMessagesTab,
  MESSAGES_PATH,
  preloadMessagesTab,
} from './loadMessagesTab';
import { OpenAhead } from './OpenAhead';
import { messagesRouteRef } from './routes';

void preloadMessagesTab();

const realtimeApi = ApiBlueprint.make({
  params: define =>
    define({
      api: realtimeApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => RealtimeClient.create(deps),
    }),
});

const openAhead = AppRootElementBlueprint.make({
  name: 'open-ahead',
  params: { element: <OpenAhead /> },
});

const messagesContent = EntityContentBlueprint.make({
  name: 'messages',
  params: {
    path: MESSAGES_PATH,
    title: 'Messages',
    group: 'observability',
    icon: <RiPulseLine />,
    routeRef: messagesRouteRef,
    filter: isRealtimeAvailable,
    loader: () => loadMessagesTab().then(m => <m.MessagesTab />),
  },
});

const liveCard = EntityCardBlueprint.makeWithOverrides({
  name: 'live',
  configSchema: {
    title: z.string().optional(),
    /** Path of the Messages tab, when the app gave it another one. */
    messagesPath: z.string().optional(),
  },
  factory: (original, { config }) =>
    original({
      type: 'info',
      filter: isRealtimeAvailable,
      loader: () =>
        import('./entity/LiveCard').then(m => (
          <m.LiveCard title={config.title} messagesPath={config.messagesPath} />
        )),
    }),
});

/** The plugin of the new frontend system: api, tab and card, each on by itself. @public */
export default createFrontendPlugin({
  pluginId: 'realtime',
  title: 'Realtime',
  icon: <RiPulseLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { messages: messagesRouteRef },
  extensions: [realtimeApi, openAhead, messagesContent, liveCard],
});

export { realtimeTranslationRef } from './translations/translationRef';
