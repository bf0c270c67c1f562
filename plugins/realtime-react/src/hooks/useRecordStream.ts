import { useApi } from '@backstage/core-plugin-api';
import { useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { realtimeApiRef } from '../api/RealtimeApi';
import type { RecordStream, RecordStreamOptions } from '../store/RecordStream';
import type { StreamSnapshot } from '../store/StreamSnapshot';

/** Both undefined until the stream is open, and while nothing is asked for. @public */
export interface OpenRecordStream {
  snapshot?: StreamSnapshot;
  stream?: RecordStream;
}

/**
 * Opens a stream while the component is there and closes it with it. Options of
 * another value (not merely another object) are another stream, begun afresh;
 * `undefined` opens none. Renders at most once a paint.
 * @public
 */
export function useRecordStream(
  options: RecordStreamOptions | undefined,
): OpenRecordStream {
  const api = useApi(realtimeApiRef);
  const key = options && JSON.stringify(options);
  const [opened, setOpened] = useState<{ key: string; stream: RecordStream }>();
  // Before the paint: the server works while the page draws.
  useLayoutEffect(() => {
    if (key === undefined) return undefined;
    const stream = api.open(JSON.parse(key));
    setOpened({ key, stream });
    return () => stream.close();
  }, [api, key]);
  const stream = opened && opened.key === key ? opened.stream : undefined;
  const snapshot = useSyncExternalStore(
    stream?.subscribe ?? subscribeToNothing,
    stream?.getSnapshot ?? getNothing,
  );
  return { snapshot, stream };
}

function subscribeToNothing(): () => void {
  return () => undefined;
}

function getNothing(): undefined {
  return undefined;
}
