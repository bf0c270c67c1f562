import { useApi } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import { realtimeApiRef } from '../api/RealtimeApi';
import type { RecordStream, RecordStreamOptions } from '../store/RecordStream';
import type { StreamSnapshot } from '../store/StreamSnapshot';
import { useOpened } from './useOpened';

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
  const open = useCallback((key: string) => api.open(JSON.parse(key)), [api]);
  return useOpened(options && JSON.stringify(options), open);
}
