import { randomUUID } from 'node:crypto';
import type { StreamDescription } from '@backstage-realtime/plugin-realtime-node';

/**
 * A stream that is pushed to us: one partition and nothing to go back to. Its
 * offsets count from 0 with every reader, and a reader describes once before it
 * opens, so each description is an epoch of its own: a position of an earlier
 * reader must never be taken for one of this.
 */
export function describePushed(): StreamDescription {
  return {
    partitions: [{ partition: 0, low: 0n, high: 0n }],
    epoch: randomUUID(),
    isSeekable: false,
  };
}
