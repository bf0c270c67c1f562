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
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import {
  isRealtimeAvailable,
  isRolloutAvailable,
  isTopicHealthAvailable,
} from '@backstage-realtime/plugin-realtime-common';
import {
  CreateClient,
  RealtimeClient,
  realtimeApiRef,
  realtimeCreateApiRef,
  realtimeOverviewApiRef,
  rolloutApiRef,
  topicHealthApiRef,
} from '@backstage-realtime/plugin-realtime-react';
import {
  RiGitBranchLine,
  RiHeartPulseLine,
  RiPulseLine,
} from '@remixicon/react';
import { z } from 'zod';
import { realtimeClientRef } from './apis';
import { formFields } from './fields/formFields';
import {
  loadMessagesTab,
  MESSAGES_PATH,
  preloadMessagesTab,
} from './loadMessagesTab';
import { OpenAhead } from './OpenAhead';
import {
  canaryRouteRef,
  messagesRouteRef,
  ongoingTaskRouteRef,
  rootRouteRef,
  topicsRouteRef,
} from './routes';

void preloadMessagesTab();

const realtimeClient = ApiBlueprint.make({
  name: 'client',
  params: define =>
    define({
      api: realtimeClientRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => RealtimeClient.create(deps),
    }),
});

const realtimeApi = ApiBlueprint.make({
  params: define =>
    define({
      api: realtimeApiRef,
      deps: { client: realtimeClientRef },
      factory: ({ client }) => client,
    }),
});

const topicHealthApi = ApiBlueprint.make({
  name: 'topic-health',
  params: define =>
    define({
      api: topicHealthApiRef,
      deps: { client: realtimeClientRef },
      factory: ({ client }) => client,
    }),
});

const overviewApi = ApiBlueprint.make({
  name: 'overview',
  params: define =>
    define({
      api: realtimeOverviewApiRef,
      deps: { client: realtimeClientRef },
      factory: ({ client }) => client,
    }),
});

const rolloutApi = ApiBlueprint.make({
  name: 'rollouts',
  params: define =>
    define({
      api: rolloutApiRef,
      deps: { client: realtimeClientRef },
      factory: ({ client }) => client,
    }),
});

const createApi = ApiBlueprint.make({
  name: 'create',
  params: define =>
    define({
      api: realtimeCreateApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: deps => CreateClient.create(deps),
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

const topicsContent = EntityContentBlueprint.makeWithOverrides({
  name: 'topics',
  configSchema: {
    /** Path of the Messages tab, when the app gave it another one. */
    messagesPath: z.string().optional(),
  },
  factory: (original, { config }) =>
    original({
      path: '/topics',
      title: 'Topics',
      icon: <RiHeartPulseLine />,
      routeRef: topicsRouteRef,
      filter: isTopicHealthAvailable,
      loader: () =>
        import('./entity/topics/TopicsTab').then(m => (
          <m.TopicsTab messagesPath={config.messagesPath} />
        )),
    }),
});

const topicHealthCard = EntityCardBlueprint.makeWithOverrides({
  name: 'topic-health',
  configSchema: {
    title: z.string().optional(),
    /** Path of the Topics tab, when the app gave it another one. */
    topicsPath: z.string().optional(),
  },
  factory: (original, { config }) =>
    original({
      type: 'info',
      filter: isTopicHealthAvailable,
      loader: () =>
        import('./entity/topics/TopicHealthCard').then(m => (
          <m.TopicHealthCard
            title={config.title}
            topicsPath={config.topicsPath}
          />
        )),
    }),
});

const canaryContent = EntityContentBlueprint.make({
  name: 'canary',
  params: {
    path: '/canary',
    title: 'Canary',
    icon: <RiGitBranchLine />,
    routeRef: canaryRouteRef,
    filter: isRolloutAvailable,
    loader: () =>
      import('./entity/canary/CanaryTab').then(m => <m.CanaryTab />),
  },
});

const canaryCard = EntityCardBlueprint.makeWithOverrides({
  name: 'canary',
  configSchema: {
    title: z.string().optional(),
    /** Path of the Canary tab, when the app gave it another one. */
    canaryPath: z.string().optional(),
  },
  factory: (original, { config }) =>
    original({
      type: 'info',
      filter: isRolloutAvailable,
      loader: () =>
        import('./entity/canary/CanaryCard').then(m => (
          <m.CanaryCard title={config.title} canaryPath={config.canaryPath} />
        )),
    }),
});

const realtimePage = PageBlueprint.make({
  params: {
    path: '/realtime',
    routeRef: rootRouteRef,
    title: 'Realtime',
    icon: <RiPulseLine />,
    loader: () => import('./pages/RealtimePage').then(m => <m.RealtimePage />),
  },
});

/** The plugin of the new frontend system: apis, page, tabs and cards, each on by itself. @public */
export default createFrontendPlugin({
  pluginId: 'realtime',
  title: 'Realtime',
  icon: <RiPulseLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    messages: messagesRouteRef,
    topics: topicsRouteRef,
    canary: canaryRouteRef,
  },
  externalRoutes: { ongoingTask: ongoingTaskRouteRef },
  extensions: [
    realtimeClient,
    realtimeApi,
    topicHealthApi,
    overviewApi,
    rolloutApi,
    createApi,
    ...formFields,
    openAhead,
    realtimePage,
    topicsContent,
    messagesContent,
    canaryContent,
    topicHealthCard,
    liveCard,
    canaryCard,
  ],
});

export { RealtimeSidebarItem } from './pages/RealtimeSidebarItem';
export { realtimeCanaryTranslationRef } from './translations/canaryTranslationRef';
export { realtimeCreateTranslationRef } from './translations/createTranslationRef';
export { realtimeHealthTranslationRef } from './translations/healthTranslationRef';
export { realtimeTranslationRef } from './translations/translationRef';
