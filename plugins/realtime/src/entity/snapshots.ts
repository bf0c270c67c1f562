import type { StreamListing } from '@backstage-realtime/plugin-realtime-common';
import type {
  RowWindow,
  StreamSnapshot,
} from '@backstage-realtime/plugin-realtime-react';

const NO_ROWS: RowWindow = {
  length: 0,
  at: () => undefined,
  indexOf: () => -1,
  bytes: 0,
  maxRows: 0,
  maxBytes: 0,
};

/** What is shown before a stream reports anything. */
export function openingSnapshot(sinceMs: number): StreamSnapshot {
  return {
    connection: { state: 'connecting', sinceMs },
    status: { state: 'connecting', step: 'authorise', sinceMs },
    rows: NO_ROWS,
    rates: [],
    newSincePause: 0,
    partitions: [],
    isSeekable: false,
  };
}

/**
 * Snapshot with the refusal the listing already knows: nothing is asked of the
 * stream that would be refused anyway, and counts stay on the band.
 */
export function withRefusal(
  snapshot: StreamSnapshot,
  listing: StreamListing,
): StreamSnapshot {
  const refusal = listing.refusal ?? recordsRefusal(listing);
  if (!refusal || snapshot.problem) return snapshot;
  const problem = { ...refusal, isRetriable: true, atMs: 0 };
  return { ...snapshot, problem };
}

function recordsRefusal(listing: StreamListing) {
  if (listing.canReadRecords) return undefined;
  return (
    listing.recordsRefusal ?? { code: 'realtime.stream.forbidden', message: '' }
  );
}
