import type { TopicView } from '../context/HealthContext';

/** Rates are taken over this long. */
export const WINDOW_MS = 5 * 60_000;

/** Fewest windows that say what an hour brought: half of it. */
export const FEWEST_OF_AN_HOUR = 6;

/** Two readings further apart than this say nothing of the time between them. */
const MOST_MS = 3 * WINDOW_MS;

/**
 * Records a second of all partitions together, in windows of five minutes, from
 * one time to another. A window is left out where a partition was not read at
 * one of its ends, or was made anew.
 */
export function ratesBetween(
  topic: TopicView,
  fromMs: number,
  toMs: number,
): number[] {
  const [first] = topic.partitions;
  if (!first) return [];
  const samples = first.samples();
  const ends = boundaries(samples, fromMs, toMs).map(index => ({
    atMs: samples[index].atMs,
    end: endAt(topic, index),
  }));
  return ends.slice(1).flatMap((to, i) => {
    const from = ends[i];
    const ms = to.atMs - from.atMs;
    if (from.end === undefined || to.end === undefined) return [];
    const records = to.end - from.end;
    return ms > MOST_MS || records < 0 ? [] : [(records / ms) * 1000];
  });
}

/** Places of readings that are a window apart; few of many, as there are many partitions. */
function boundaries(
  samples: ReadonlyArray<{ atMs: number }>,
  fromMs: number,
  toMs: number,
): number[] {
  const found: number[] = [];
  let nextMs = fromMs;
  samples.forEach(({ atMs }, index) => {
    if (atMs < nextMs || atMs > toMs) return;
    found.push(index);
    nextMs = atMs + WINDOW_MS;
  });
  return found;
}

/** Readings tell all partitions of a topic at once, so the same place is the same time. */
function endAt(topic: TopicView, index: number): number | undefined {
  let sum = 0;
  for (const view of topic.partitions) {
    const end = view.samples()[index]?.end;
    if (end === undefined) return undefined;
    sum += end;
  }
  return sum;
}
