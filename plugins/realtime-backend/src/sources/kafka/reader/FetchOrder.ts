/**
 * Who comes first in a fetch: a broker fills its answer in the order asked, so
 * the partition that waited longest for records leads and the one that just had
 * some goes last. One partition may then fill a whole answer without keeping
 * the others waiting, and a quiet partition is always asked before a busy one.
 */
export class FetchOrder {
  private readonly servedAt = new Map<number, number>();
  private turn = 0;

  /** Records of the partition came. */
  served(partition: number): void {
    this.servedAt.set(partition, ++this.turn);
  }

  /** Those never served first; equals keep their order. */
  sort<T extends { partition: number }>(cursors: readonly T[]): T[] {
    const turnOf = ({ partition }: T) => this.servedAt.get(partition) ?? 0;
    return [...cursors].sort((a, b) => turnOf(a) - turnOf(b));
  }
}
