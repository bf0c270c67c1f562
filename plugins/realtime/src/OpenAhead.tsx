import { useApi } from '@backstage/core-plugin-api';
import { realtimeApiRef } from '@backstage-realtime/plugin-realtime-react';
import { useLayoutEffect } from 'react';
import { entityOfMessagesPath } from './entityOfMessagesPath';

/**
 * A link straight to the Messages tab: as soon as somebody is signed in, the
 * connection is made and the streams are listed, while the catalog's page still
 * loads. A guess by the address; when it is wrong nothing is lost.
 */
export function OpenAhead() {
  const api = useApi(realtimeApiRef);
  useLayoutEffect(() => {
    const entityRef = entityOfMessagesPath(window.location.pathname);
    if (entityRef) api.prepare?.(entityRef);
  }, [api]);
  return null;
}
