import { Slices, turns } from '../../sources/kafka/requests/Slices';
import type { HealthContext } from '../evaluate/context/HealthContext';

/**
 * Works out what a context makes once and on demand, the past of partitions and
 * the lag of their readers, in slices. An evaluation says the same without it,
 * but of thousands of partitions it would hold up all sockets meanwhile.
 */
export async function prepare({
  topics,
  readers,
}: HealthContext): Promise<void> {
  const slices = new Slices();
  for (const { partitions } of topics) {
    await slices.each(partitions, partition => void partition.samples());
  }
  for (const { partitions } of readers) {
    await slices.each(partitions, partition => void partition.lag());
  }
  for (const work of [
    ...topics.map(each => each.rates),
    ...readers.flatMap(each => [each.lags, each.recentLags]),
  ]) {
    if (turns.isOver()) await turns.next();
    work();
  }
}
