import type { Reading } from '@backstage-realtime/plugin-realtime-common';
import type { TopicPartitions } from '../../../sources/kafka/requests/FormWriter';
import { NOT_ASKED } from './reasons';

/** One reading for each partition of many topics. */
export class PartitionTable<T> {
  private readonly topics = new Map<string, Array<Reading<T>>>();

  /** `otherwise` is the reading of partitions that were never set. */
  constructor(
    private readonly otherwise: (topic: string) => Reading<T> = () => NOT_ASKED,
  ) {}

  get(topic: string, partition: number): Reading<T> {
    return this.topics.get(topic)?.[partition] ?? this.otherwise(topic);
  }

  /** Whether any reading of a topic was set. */
  has(topic: string): boolean {
    return this.topics.has(topic);
  }

  /** Whether a reading of one of the partitions passes. */
  some(
    { topic, partitions }: TopicPartitions,
    test: (reading: Reading<T>) => boolean,
  ): boolean {
    return this.has(topic)
      ? partitions.some(id => test(this.get(topic, id)))
      : partitions.length > 0 && test(this.otherwise(topic));
  }

  set(topic: string, partition: number, reading: Reading<T>): void {
    const known = this.topics.get(topic);
    if (known) known[partition] = reading;
    else {
      const readings: Array<Reading<T>> = [];
      readings[partition] = reading;
      this.topics.set(topic, readings);
    }
  }

  /** One and the same reading for many partitions. */
  setAll(topics: readonly TopicPartitions[], reading: Reading<T>): void {
    for (const { topic, partitions } of topics) {
      for (const partition of partitions) this.set(topic, partition, reading);
    }
  }
}
