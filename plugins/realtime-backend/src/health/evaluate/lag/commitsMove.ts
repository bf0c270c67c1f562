import type { ReaderView } from '../context/HealthContext';

/**
 * Whether something new was committed on the topics of these readers within the
 * last `withinMs`. Commits of a group without members come from readers that
 * choose their partitions themselves.
 */
export function commitsMove(
  readers: readonly ReaderView[],
  atMs: number,
  withinMs: number,
): boolean {
  return readers
    .flatMap(({ partitions }) => partitions)
    .some(partition => {
      const recent = partition
        .samples()
        .filter(
          each => atMs - each.atMs <= withinMs && each.committed !== undefined,
        );
      return recent.some(each => each.committed !== recent[0].committed);
    });
}
