import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/** The Messages tab of an entity. @public */
export const messagesRouteRef = createRouteRef({ id: 'realtime:messages' });

/** The Topics tab of an entity. @public */
export const topicsRouteRef = createRouteRef({ id: 'realtime:topics' });

/** The Canary tab of an entity. @public */
export const canaryRouteRef = createRouteRef({ id: 'realtime:canary' });

/** The page of everything a reader owns. @public */
export const rootRouteRef = createRouteRef({ id: 'realtime' });

/** Where a form goes when its task runs: the page of a task of the scaffolder. @public */
export const ongoingTaskRouteRef = createExternalRouteRef({
  id: 'ongoing-task',
  params: ['taskId'],
  optional: true,
  defaultTarget: 'scaffolder.ongoingTask',
});
