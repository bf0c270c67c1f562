import {
  known,
  missing,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import type { GroupSample } from '../../history/HealthHistory';
import type { ReaderPartition } from '../context/HealthContext';

/** A client commits every few seconds, so two readings would tell its pauses and not its pace. */
const PACE_MS = 60_000;

/** Readings further apart than this have a gap between them, not a rate. */
const GAP_MS = 150_000;

/**
 * Records a second that a group commits on all partitions of a topic, over the
 * last minute, or since the reading before where they are further apart. A
 * commit that went back is a rewind, not a rate. Partitions without a commit
 * add nothing.
 */
export function commitRate(
  partitions: ReadonlyArray<Pick<ReaderPartition, 'committed' | 'samples'>>,
): Reading<number> {
  let sum = 0;
  for (const partition of partitions) {
    if (!partition.committed.known) continue;
    const rate = paceOf(partition.samples());
    if (rate === undefined) return missing('learning');
    sum += rate;
  }
  return known(sum);
}

function paceOf(samples: readonly GroupSample[]): number | undefined {
  const now = samples.at(-1);
  const before = now && earlier(samples, now.atMs);
  if (now?.committed === undefined || before?.committed === undefined)
    return undefined;
  return before.committed > now.committed
    ? undefined
    : ((now.committed - before.committed) / (now.atMs - before.atMs)) * 1000;
}

/** The newest reading that is a minute old; the oldest one where all are younger. */
function earlier(
  samples: readonly GroupSample[],
  atMs: number,
): GroupSample | undefined {
  let found: GroupSample | undefined;
  for (let i = samples.length - 2; i >= 0; i--) {
    const sample = samples[i];
    if (atMs - sample.atMs > GAP_MS) break;
    if (sample.committed === undefined || sample.atMs === atMs) continue;
    found = sample;
    if (atMs - sample.atMs >= PACE_MS) break;
  }
  return found;
}
