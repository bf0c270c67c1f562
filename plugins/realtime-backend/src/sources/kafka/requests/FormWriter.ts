import { WireWriter } from './WireWriter';

/** Writes requests in the plain or the flexible form of one version; see {@link FormReader}. */
export class FormWriter extends WireWriter {
  constructor(private readonly isFlexible: boolean) {
    super();
  }

  text(value: string): this {
    return this.isFlexible ? this.compactString(value) : this.string(value);
  }

  /** No list, which is not an empty one: of everything. */
  nullList(): this {
    return this.isFlexible ? this.unsignedVarint(0) : this.int32(-1);
  }

  list<T>(items: readonly T[], write: (item: T) => void): this {
    return this.isFlexible
      ? this.compactArray(items, write)
      : this.array(items, write);
  }

  end(): this {
    return this.isFlexible ? this.noTags() : this;
  }
}

/** Partitions of one topic, as most requests name them. */
export interface TopicPartitions {
  topic: string;
  partitions: readonly number[];
}

/** `[string topic, [i32 partition], tags]`; `all` is what the request takes for it, no list. */
export function writeTopics(
  writer: FormWriter,
  topics: readonly TopicPartitions[] | 'all',
): void {
  if (topics === 'all') {
    writer.nullList();
    return;
  }
  writer.list(topics, ({ topic, partitions }) => {
    writer.text(topic).list(partitions, id => writer.int32(id));
    writer.end();
  });
}
