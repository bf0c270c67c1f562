import { createRouteRef } from '@backstage/core-plugin-api';

/** The Messages tab of an entity. @public */
export const messagesRouteRef = createRouteRef({ id: 'realtime:messages' });
