/**
 * Readings of the past with the one at hand at their end, whether or not the
 * history already holds it.
 */
export function withCurrent<S extends { atMs: number }>(
  samples: readonly S[],
  current: S,
): readonly S[] {
  const last = samples.at(-1);
  if (last && last.atMs >= current.atMs) return samples;
  return [...samples, current];
}
