import type { Verdict } from '@backstage-realtime/plugin-realtime-common';
import type { PartitionObservation } from '../../observation';

/** How a partition stands for itself, apart from who reads it. */
export function verdictOfPartition({
  leader,
  end,
}: PartitionObservation): Verdict {
  if (!leader.known) {
    return leader.missing.code === 'no-leader' ? 'critical' : 'unknown';
  }
  return end.known ? 'ok' : 'unknown';
}
