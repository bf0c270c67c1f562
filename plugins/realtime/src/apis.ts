import { createApiRef } from '@backstage/core-plugin-api';
import type { RealtimeClient } from '@backstage-realtime/plugin-realtime-react';

/**
 * The one client of the tab. Pages ask for the part they need by a ref of its
 * own, which an app or a test overrides alone; behind them is one connection.
 */
export const realtimeClientRef = createApiRef<RealtimeClient>({
  id: 'plugin.realtime.client',
});
