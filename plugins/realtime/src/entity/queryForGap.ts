import type { Gap } from '@backstage-realtime/plugin-realtime-common';
import type { StreamQuery } from '@backstage-realtime/plugin-realtime-react';

/**
 * The sentence that shows what a gap left out: its partition from its first to
 * its last offset, every record. The same sentence for a gap without offsets.
 */
export function queryForGap(gap: Gap, query: StreamQuery): StreamQuery {
  const { partition, firstOffset, lastOffset } = gap;
  if (firstOffset === undefined) return query;
  return {
    ...query,
    from: { at: 'offset', partition, offset: firstOffset },
    until: lastOffset,
    partitions: undefined,
    maxPerSecond: undefined,
  };
}
