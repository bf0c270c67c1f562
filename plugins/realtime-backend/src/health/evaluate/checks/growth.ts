import {
  known,
  missing,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import type { PartitionSample } from '../../history/HealthHistory';
import type { TopicView } from '../context/HealthContext';

/** Records a topic got, and the span in which they came. */
export interface Growth {
  records: number;
  spanMs: number;
}

/**
 * Records a topic got within a span up to now; the span is shorter where
 * readings do not reach back. Not known when a partition is not: its part may
 * be all of it.
 */
export function grownIn(topic: TopicView, withinMs: number): Reading<Growth> {
  let records = 0;
  let spanMs = withinMs;
  for (const view of topic.partitions) {
    const { end } = view.observed;
    if (!end.known) return end;
    const first = firstWithin(view.samples(), topic.atMs - withinMs);
    if (!first) return missing('learning');
    records += Math.max(0, Number(end.value) - first.end);
    spanMs = Math.min(spanMs, topic.atMs - first.atMs);
  }
  return known({ records, spanMs });
}

function firstWithin(
  samples: readonly PartitionSample[],
  fromMs: number,
): { atMs: number; end: number } | undefined {
  for (const { atMs, end } of samples) {
    if (atMs >= fromMs && end !== undefined) return { atMs, end };
  }
  return undefined;
}
