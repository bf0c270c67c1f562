import type { Reading } from '@backstage-realtime/plugin-realtime-common';
import type { TopicPartitions } from '../../../sources/kafka/requests/FormWriter';
import { NOT_ASKED } from './reasons';

type Readings<T> = ReadonlyArray<Reading<T> | undefined>;

/** Readings of one topic: that of a partition is `values[partition] ?? otherwise`. */
export interface Row<T> {
  values: Readings<T>;
  otherwise: Reading<T>;
}

const NOTHING: Readings<never> = [];

/** One reading for each partition of many topics. */
export class PartitionTable<T> {
  private readonly rows = new Map<string, Array<Reading<T> | undefined>>();
  /** Partitions are asked for topic by topic, nearly always. */
  private lastTopic?: string;
  private lastRow?: Readings<T>;

  /** `otherwise` is the reading of partitions that were never set. */
  constructor(
    private readonly otherwise:
      Reading<T> | ((topic: string) => Reading<T>) = NOT_ASKED,
  ) {}

  get(topic: string, partition: number): Reading<T> {
    if (topic !== this.lastTopic) {
      this.lastTopic = topic;
      this.lastRow = this.rows.get(topic);
    }
    return this.lastRow?.[partition] ?? this.unset(topic);
  }

  /** For work on all partitions of a topic, so that it is looked up once. */
  row(topic: string): Row<T> {
    return {
      values: this.rows.get(topic) ?? NOTHING,
      otherwise: this.unset(topic),
    };
  }

  get isEmpty(): boolean {
    return this.rows.size === 0;
  }

  /** Topics of which any reading was set. */
  get topics(): Iterable<string> {
    return this.rows.keys();
  }

  /** Whether any reading of a topic was set. */
  has(topic: string): boolean {
    return this.rows.has(topic);
  }

  /**
   * Those of the topics where a reading of one of the partitions passes. Where
   * nothing was set all of a table are alike, so only what was set is looked
   * through, unless that reading depends on the topic.
   */
  topicsWhere<P extends TopicPartitions>(
    all: ReadonlyMap<string, P>,
    test: (reading: Reading<T>) => boolean,
  ): P[] {
    const { otherwise } = this;
    const isSparse = typeof otherwise !== 'function' && !test(otherwise);
    const found: P[] = [];
    for (const topic of isSparse ? this.rows.keys() : all.keys()) {
      const each = all.get(topic);
      if (each?.partitions.some(id => test(this.get(topic, id))))
        found.push(each);
    }
    return found;
  }

  set(topic: string, partition: number, reading: Reading<T>): void {
    this.open(topic)[partition] = reading;
  }

  /** The readings of a topic, by partition, to be written into. */
  open(topic: string): Array<Reading<T> | undefined> {
    const known = this.rows.get(topic);
    if (known) return known;
    const row: Array<Reading<T> | undefined> = [];
    this.setRow(topic, row);
    return row;
  }

  /** Many readings of a topic, by partition; what they leave out stays as it is. */
  setTopic(topic: string, readings: Array<Reading<T> | undefined>): void {
    const known = this.rows.get(topic);
    if (!known) this.setRow(topic, readings);
    else
      readings.forEach((reading, partition) => {
        known[partition] = reading;
      });
  }

  /** One and the same reading for many partitions. */
  setAll(topics: readonly TopicPartitions[], reading: Reading<T>): void {
    for (const { topic, partitions } of topics) {
      const row = this.open(topic);
      for (const partition of partitions) row[partition] = reading;
    }
  }

  private setRow(topic: string, row: Array<Reading<T> | undefined>): void {
    this.rows.set(topic, row);
    this.lastTopic = undefined;
  }

  private unset(topic: string): Reading<T> {
    const { otherwise } = this;
    return typeof otherwise === 'function' ? otherwise(topic) : otherwise;
  }
}
