import {
  RealtimeError,
  type InspectRequest,
} from '@backstage-realtime/plugin-realtime-common';
import {
  useInspect,
  type InspectedRecord,
} from '@backstage-realtime/plugin-realtime-react';
import type { RecordsPanelProps } from './RecordsPanelProps';

/** Asks for the record in full only when the row does not say what is looked at. */
export function useInspected(
  props: RecordsPanelProps,
): InspectedRecord | undefined {
  const request = inspectRequest(props);
  const loaded = useInspect(request);
  if (!request) return undefined;
  if (loaded.state === 'ready') {
    return { state: 'loaded', response: loaded.value };
  }
  if (loaded.state === 'loading') return { state: 'loading' };
  const { error } = loaded;
  const code = error instanceof RealtimeError ? error.code : undefined;
  return { state: 'failed', message: error.message, code };
}

function inspectRequest({
  selection: { place, row, tab },
  entityRef,
  listing,
  isUnmasked,
}: RecordsPanelProps): InspectRequest | undefined {
  const isNeeded = !row || tab === 'report' || tab === 'raw';
  if (!place || !isNeeded) return undefined;
  return {
    entityRef,
    stream: listing.stream,
    ...place,
    ...(isUnmasked && { unmask: true }),
  };
}
