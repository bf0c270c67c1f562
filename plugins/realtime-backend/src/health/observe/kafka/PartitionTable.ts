import type { Reading } from '@backstage-realtime/plugin-realtime-common';
import { NOT_ASKED } from './reasons';

/** One reading for each partition of many topics. */
export class PartitionTable<T> {
  private readonly topics = new Map<string, Array<Reading<T>>>();

  get(topic: string, partition: number): Reading<T> {
    return this.topics.get(topic)?.[partition] ?? NOT_ASKED;
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
}
