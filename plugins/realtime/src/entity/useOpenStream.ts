import type {
  StreamListing,
  StreamsResponse,
} from '@backstage-realtime/plugin-realtime-common';
import {
  useRecordStream,
  type RecordStream,
  type RecordStreamOptions,
  type StreamSnapshot,
} from '@backstage-realtime/plugin-realtime-react';
import { useState } from 'react';
import type { PageAddress } from '../address/address';
import { openingSnapshot, withRefusal } from './snapshots';

/** The stream the address asks for, with something to show from the first paint. */
export function useOpenStream(
  response: StreamsResponse,
  listing: StreamListing,
  address: PageAddress,
  isUnmasked: boolean,
): { snapshot: StreamSnapshot; stream?: RecordStream } {
  const [opening] = useState(() => openingSnapshot(Date.now()));
  const { snapshot = opening, stream } = useRecordStream(
    streamOptions(response.entityRef, listing, address, isUnmasked),
  );
  return { snapshot: withRefusal(snapshot, listing), stream };
}

function streamOptions(
  entityRef: string,
  listing: StreamListing,
  { query }: PageAddress,
  isUnmasked: boolean,
): RecordStreamOptions | undefined {
  if (listing.refusal) return undefined;
  const { partitions, clauses, from, until, maxPerSecond } = query;
  return {
    entityRef,
    stream: listing.stream,
    from,
    until,
    filter: { partitions, clauses },
    maxPerSecond,
    mode: listing.canReadRecords ? 'records' : 'counts',
    ...(isUnmasked && { unmask: true }),
  };
}
