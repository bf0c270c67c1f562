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

  /** Of the same form, and empty. */
  another(): FormWriter {
    return new FormWriter(this.isFlexible);
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
  if (topics === 'all') writer.nullList();
  else writeEach(writer, topics, (ids, id) => ids.int32(id));
}

/** `[string topic, [what is asked of a partition], tags]`. Topics that share a list of partitions share its bytes. */
export function writeEach(
  writer: FormWriter,
  topics: readonly TopicPartitions[],
  write: (ids: FormWriter, partition: number) => void,
): void {
  const written = new Map<readonly number[], Buffer>();
  writer.list(topics, ({ topic, partitions }) => {
    let bytes = written.get(partitions);
    if (!bytes) {
      const ids = writer.another();
      bytes = ids.list(partitions, id => write(ids, id)).finish();
      written.set(partitions, bytes);
    }
    writer.text(topic).raw(bytes).end();
  });
}
