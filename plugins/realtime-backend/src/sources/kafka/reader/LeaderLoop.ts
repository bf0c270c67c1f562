import { setImmediate } from 'node:timers/promises';
import type { SourceEvent } from '@backstage-realtime/plugin-realtime-node';
import { delay } from '../../../clock';
import type { BrokerLink } from '../connection/BrokerLink';
import { isFatal, reasonOf } from '../connection/failures';
import { ERROR } from '../requests/errorCodes';
import { FETCH, fetchRequest, type FetchedPartition } from '../requests/fetch';
import { chooseVersion } from '../requests/KafkaRequest';
import { MalformedAnswerError } from '../requests/WireReader';
import { FetchOrder } from './FetchOrder';
import { fetchWaitMs } from './fetchWait';
import { isDone, type PartitionCursor } from './PartitionCursor';
import type { ReaderContext } from './ReaderContext';
import { takeFetched } from './takeFetched';

/** What a loop tells the reader that started it. */
export interface LoopOwner {
  /** Something failed that metadata may explain. */
  wantsMetadata(): void;
  /** The position is outside the log; resolves when the cursor was moved. */
  outOfRange(cursor: PartitionCursor): Promise<void>;
  /** The broker cannot serve the partition now. */
  release(cursor: PartitionCursor): void;
  /** A cursor reached its end. */
  reachedEnd(): void;
  /** Waiting does not mend it: the stream ends with the error. */
  failed(error: unknown): void;
  notAuthorised(): Error;
}

/** What one partition's share of an answer still has to yield. */
interface Read {
  cursor: PartitionCursor;
  events: () => AsyncGenerator<SourceEvent>;
}

/** A partition the broker answered with an error. */
interface Failure {
  cursor: PartitionCursor;
  errorCode: number;
}

interface Taken {
  reads: Read[];
  errors: Failure[];
}

/** Records of about this many bytes are read in well under 10 ms. */
const STRETCH_BYTES = 1_048_576;

/** An answer, and the offset each partition was asked for. */
interface Answer {
  asked: Map<number, bigint>;
  partitions: FetchedPartition[];
}

/**
 * Fetches the partitions one broker leads, over a socket of its own, until it
 * leads none. The next fetch leaves as soon as the positions behind the last
 * one are known, so the broker works while the records are indexed; it does not
 * leave while the queue is full.
 */
export class LeaderLoop {
  private link: BrokerLink | undefined;
  private tries = 0;
  /** Answers in a row that brought no record. */
  private emptyAnswers = 0;
  private readonly order = new FetchOrder();

  constructor(
    readonly nodeId: number,
    private readonly cursors: ReadonlyMap<number, PartitionCursor>,
    private readonly context: ReaderContext,
    private readonly owner: LoopOwner,
  ) {}

  async run(): Promise<void> {
    const { signal } = this.context;
    const close = () => this.link?.close();
    signal.addEventListener('abort', close);
    try {
      while (!signal.aborted && this.mine().length > 0) await this.runOnce();
    } catch (error) {
      this.owner.failed(error);
    } finally {
      signal.removeEventListener('abort', close);
      this.context.health.recover(this.part);
      this.link?.close();
    }
  }

  private get part(): string {
    return `broker ${this.nodeId} of cluster ${this.context.cluster}`;
  }

  /** Fetches until something fails, then waits before the next try. */
  private async runOnce(): Promise<void> {
    try {
      await this.fetchOn();
    } catch (error) {
      if (this.context.signal.aborted) return;
      if (isFatal(error)) throw error;
      await this.backOff(reasonOf(error));
    }
  }

  private async backOff(reason: string): Promise<void> {
    const { clock, health, signal } = this.context;
    this.link?.close();
    this.link = undefined;
    this.tries++;
    const delayMs = this.context.backoffMs(this.tries);
    health.fail(this.part, reason, this.tries, clock.now() + delayMs);
    this.owner.wantsMetadata();
    await delay(clock, delayMs, signal);
  }

  private async fetchOn(): Promise<void> {
    let early: Promise<Answer> | undefined;
    for (;;) {
      await this.context.queue.room();
      if (this.context.signal.aborted) return;
      if (!early && this.mine().length === 0) return;
      const answer = await (early ?? this.fetch());
      this.tries = 0;
      this.context.health.recover(this.part);
      const { reads, errors } = this.take(answer);
      early = errors.length === 0 ? this.fetchEarly() : undefined;
      for (const read of reads) await this.deliver(read);
      this.context.slabs?.release(answer.partitions[0].bytes);
      for (const error of errors) await this.takeError(error);
    }
  }

  /** The next fetch, when there is room for its answer now. */
  private fetchEarly(): Promise<Answer> | undefined {
    if (!this.context.queue.hasRoom || this.mine().length === 0)
      return undefined;
    const early = this.fetch();
    early.catch(() => undefined);
    return early;
  }

  private async fetch(): Promise<Answer> {
    const { context } = this;
    if (!this.link?.isOpen) {
      this.link = await context.connection.openLink(
        this.nodeId,
        context.signal,
        context.slabs?.allocate,
      );
    }
    const cursors = this.mine();
    const version = chooseVersion(FETCH, this.link.versions);
    const request = fetchRequest(this.toInput(cursors), version);
    const asked = new Map(
      cursors.map(({ partition, position }) => [partition, position]),
    );
    return { asked, partitions: await this.link.send(request) };
  }

  private toInput(cursors: PartitionCursor[]) {
    const { topic, limits } = this.context;
    const turned = this.order.sort(cursors);
    return {
      topic,
      maxWaitMs: fetchWaitMs(this.emptyAnswers, limits),
      maxBytes: Math.max(
        limits.maxFetchBytes,
        ...turned.map(({ fetchBytes }) => fetchBytes),
      ),
      partitions: turned.map(({ partition, position, fetchBytes }) => ({
        partition,
        offset: position,
        maxBytes: fetchBytes,
      })),
    };
  }

  /** Moves the cursors past what came. Partitions that moved away meanwhile are ignored. */
  private take({ asked, partitions }: Answer): Taken {
    if (partitions.length === 0) throw new MalformedAnswerError();
    const { topic, connection, clock } = this.context;
    connection.fetchedEnds.note(topic, partitions, clock.now());
    const taken: Taken = { reads: [], errors: [] };
    this.emptyAnswers += 1;
    for (const fetched of partitions) {
      const { partition, errorCode } = fetched;
      const cursor = this.cursors.get(partition);
      const isCurrent =
        cursor?.leader === this.nodeId &&
        cursor.position === asked.get(partition);
      if (!cursor || !isCurrent) continue;
      if (errorCode === ERROR.none) {
        taken.reads.push(this.takeRecords(cursor, fetched));
      } else taken.errors.push({ cursor, errorCode });
    }
    return taken;
  }

  private takeRecords(
    cursor: PartitionCursor,
    fetched: FetchedPartition,
  ): Read {
    const { limits, clock, slabs } = this.context;
    cursor.unread++;
    const { position } = cursor;
    const events = takeFetched(cursor, fetched, limits, clock.now(), slabs);
    if (cursor.position !== position) {
      this.emptyAnswers = 0;
      this.order.served(cursor.partition);
    }
    return { cursor, events };
  }

  private async takeError({ cursor, errorCode }: Failure): Promise<void> {
    if (errorCode === ERROR.topicAuthorisationFailed) {
      throw this.owner.notAuthorised();
    }
    if (errorCode === ERROR.offsetOutOfRange) {
      await this.owner.outOfRange(cursor);
    } else this.owner.release(cursor);
    this.owner.wantsMetadata();
  }

  /** Lets other work of the process run after every stretch of bytes. */
  private async deliver({ cursor, events }: Read): Promise<void> {
    let bytes = 0;
    for await (const event of events()) {
      this.context.queue.push(event);
      bytes += event.kind === 'batch' ? event.batch.slab.byteLength : 0;
      if (bytes < STRETCH_BYTES) continue;
      bytes = 0;
      await setImmediate();
    }
    cursor.unread--;
    if (this.context.isBounded) this.owner.reachedEnd();
  }

  private mine(): PartitionCursor[] {
    return [...this.cursors.values()].filter(
      cursor => cursor.leader === this.nodeId && !isDone(cursor),
    );
  }
}
