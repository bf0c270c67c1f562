import type { RawResult } from '../types';

/** Readings of a span up to now that there are, of those that there could be since the first of them. */
export function readingsIn(
  samples: ReadonlyArray<{ atMs: number }>,
  {
    nowMs,
    intervalMs,
    withinMs,
  }: { nowMs: number; intervalMs: number; withinMs: number },
): NonNullable<RawResult['window']> {
  const found = samples.filter(({ atMs }) => nowMs - atMs <= withinMs);
  const ms = nowMs - (found[0]?.atMs ?? nowMs);
  const expected = Math.max(found.length, Math.floor(ms / intervalMs) + 1);
  return { ms, samples: found.length, expected };
}
