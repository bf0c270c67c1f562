import type {
  Gap,
  NoteFrame,
  StartPosition,
  StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type { RecordBatch } from './RecordBatch';

/** Readable range of one partition, and why it cannot be read when it cannot. @public */
export interface PartitionDescription {
  partition: number;
  low: bigint;
  high: bigint;
  /** Set when the partition cannot be read now: `no leader`. */
  missing?: string;
}

/** What a source knows about a stream before reading it. @public */
export interface StreamDescription {
  partitions: PartitionDescription[];
  /** Changes when the log is another one: Kafka topic id, or id of the reader. */
  epoch: string;
  isSeekable: boolean;
}

/** Where one partition is read from; `end` undefined: for ever. @public */
export interface PartitionStart {
  partition: number;
  from: bigint;
}

/** What a source yields, in the order it happened. @public */
export type SourceEvent =
  | { kind: 'batch'; batch: RecordBatch }
  /** Records this source will never yield, with the exact count where it is known. */
  | { kind: 'gap'; gap: Gap }
  | { kind: 'note'; note: NoteFrame['note'] }
  /**
   * All parts answer: also the first event of every reading, once its start is
   * resolved, and whenever `missing` changes. `missing`: partitions without a
   * leader or permission; the others go on.
   */
  | { kind: 'reachable'; missing: Array<{ partition: number; reason: string }> }
  /** The source keeps trying by itself; `nextTryAtMs` is when. `part`: a name, never an address. */
  | {
      kind: 'unreachable';
      part: string;
      reason: string;
      tries: number;
      nextTryAtMs: number;
    }
  /** Only when `end` was asked: everything up to it was yielded. */
  | { kind: 'done' };

/** How a stream is opened. @public */
export interface OpenOptions {
  /** A wish, or exact positions by partition; for the partitions left out see `unnamed`. */
  from: StartPosition | PartitionStart[];
  /**
   * What exact positions mean for the partitions they do not name. `skip`, the
   * default: they are not read. `follow`: those there are now begin at their high
   * watermark, as soon as it can be read; those added later at their first record.
   */
  unnamed?: 'skip' | 'follow';
  /** Stop after the high watermarks seen at opening and yield `done`. */
  end?: 'high-watermark';
  /** Only these partitions. */
  partitions?: number[];
  /**
   * The caller keeps nothing of a batch once it asks for the next event: the
   * source may then write over slab and index. Left out, a batch is never changed.
   */
  reuseSlabs?: boolean;
  signal: AbortSignal;
}

/**
 * Something that yields record batches until aborted. It never throws for a
 * system that is away: it yields `unreachable`, tries again with jittered
 * back-off and goes on where it was. It throws a RealtimeError for what waiting
 * cannot mend: topic not found, not authorised, credential refused.
 * @public
 */
export interface RecordSource {
  describe(ref: StreamRef, signal: AbortSignal): Promise<StreamDescription>;
  open(ref: StreamRef, options: OpenOptions): AsyncIterable<SourceEvent>;
  /** Ends connections shared between streams. */
  close(): Promise<void>;
}
