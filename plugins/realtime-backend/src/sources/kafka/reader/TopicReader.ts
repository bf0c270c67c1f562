import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import type {
  OpenOptions,
  SourceEvent,
} from '@backstage-realtime/plugin-realtime-node';
import { delay, type Clock } from '../../../clock';
import type { ClusterConnection } from '../connection/ClusterConnection';
import { isFatal, reasonOf } from '../connection/failures';
import type { KafkaLimits } from '../limits';
import type { TopicMetadata } from '../requests/metadata';
import { EventQueue } from './EventQueue';
import { Health } from './Health';
import { LeaderLoop, type LoopOwner } from './LeaderLoop';
import { isDone, type PartitionCursor } from './PartitionCursor';
import { Partitions } from './Partitions';
import { findTopic, notAuthorised } from './ranges';
import type { ReaderContext } from './ReaderContext';
import type { SlabPool } from './SlabPool';
import { backoffMs, Nudge } from './waiting';

/** At opening, a topic that is not there is an answer, not an outage: one more look, then the error. */
const OPENING_TRIES = 2;

/** What a reader is made of. */
export interface ReaderOptions {
  connection: ClusterConnection;
  topic: string;
  open: OpenOptions;
  limits: KafkaLimits;
  clock: Clock;
  /** Memory of answers, where batches are valid only until the next event is asked for. */
  slabs?: SlabPool;
}

/**
 * Reads one topic for one stream.
 *
 * It keeps the metadata fresh and one loop running for each broker that leads
 * partitions of interest; the loops fetch, this decides. States of a stream:
 * opening (metadata, start positions), reading, ended. In between it may be
 * unreachable: the whole cluster, when no broker answers for metadata, or one
 * broker, whose partitions wait while the others go on.
 *
 * Promises: per partition, records come in order, once, and every offset that
 * does not come is a gap or held no record; positions survive every outage.
 * Ends when aborted, at the offsets seen at opening when that was asked, or
 * with an error that waiting does not mend.
 */
export class TopicReader implements LoopOwner {
  private readonly stop = new AbortController();
  private readonly refresh = new Nudge();
  private readonly context: ReaderContext;
  private readonly partitions: Partitions;
  private readonly loops = new Map<number, Promise<void>>();
  private missingTries = 0;
  private refreshTries = 0;

  constructor(private readonly options: ReaderOptions) {
    const { connection, topic, open, limits, clock } = options;
    const { slabs } = options;
    const queue = new EventQueue(limits.queueBytes, slabs);
    const cluster = connection.name;
    this.context = {
      cluster,
      topic,
      connection,
      limits,
      clock,
      queue,
      slabs,
      health: new Health(event => queue.push(event), `cluster ${cluster}`),
      signal: this.stop.signal,
      isBounded: open.end === 'high-watermark',
      backoffMs: tries => backoffMs(tries, limits),
    };
    this.partitions = new Partitions(this.context, open);
  }

  /** For one consumer. Ending the iteration ends the reader. */
  async *read(): AsyncGenerator<SourceEvent> {
    const end = () => this.end();
    this.options.open.signal.addEventListener('abort', end, { once: true });
    if (this.options.open.signal.aborted) this.end();
    this.run().catch(error => this.failed(error));
    try {
      yield* this.context.queue.consume();
    } finally {
      this.options.open.signal.removeEventListener('abort', end);
      this.end();
      const { connection, topic } = this.context;
      connection.fetchedEnds.forget(topic);
    }
  }

  wantsMetadata(): void {
    this.refresh.give();
  }

  async outOfRange(cursor: PartitionCursor): Promise<void> {
    await this.partitions.relocate(cursor);
  }

  release(cursor: PartitionCursor): void {
    this.partitions.release(cursor);
  }

  reachedEnd(): void {
    if (!this.partitions.areDone()) return;
    this.context.queue.push({ kind: 'done' });
    this.end();
  }

  failed(error: unknown): void {
    if (!this.stop.signal.aborted) this.end(error);
  }

  notAuthorised(): Error {
    return notAuthorised(this.context.topic, this.context.cluster);
  }

  private end(error?: unknown): void {
    this.context.queue.end(error);
    this.stop.abort();
  }

  private async run(): Promise<void> {
    const { signal, clock } = this.context;
    await this.untilItWorks(OPENING_TRIES, async () =>
      this.partitions.begin(await this.findTopic()),
    );
    this.startLoops();
    if (this.context.isBounded) this.reachedEnd();
    while (!signal.aborted) {
      await this.refresh.wait(this.refreshMs(), clock, signal);
      if (signal.aborted) return;
      await this.untilItWorks(this.context.limits.missingTopicTries, async () =>
        this.partitions.update(await this.findTopic(), this.missingTries > 0),
      );
      this.startLoops();
    }
  }

  /** Soon while a partition cannot be read, but less often the longer it lasts. */
  private refreshMs(): number {
    const { limits, health } = this.context;
    this.refreshTries = health.hasMissing ? this.refreshTries + 1 : 0;
    const bounds = [limits.metadataAgeMs];
    if (this.refreshTries > 0)
      bounds.push(backoffMs(this.refreshTries, limits));
    const retryInMs = this.partitions.retryInMs();
    if (retryInMs !== undefined) bounds.push(retryInMs);
    return Math.min(...bounds);
  }

  private async findTopic(): Promise<TopicMetadata> {
    const { connection, topic, cluster } = this.context;
    return findTopic(await connection.metadata([topic]), topic, cluster);
  }

  /** Tries again with back-off. Errors: what waiting does not mend, and a topic missing `missingTries` times in a row. */
  private async untilItWorks(
    missingTries: number,
    work: () => Promise<void>,
  ): Promise<void> {
    const { health, limits, clock, cluster, signal } = this.context;
    const part = `cluster ${cluster}`;
    for (let tries = 1; !signal.aborted; tries++) {
      try {
        await work();
        this.missingTries = 0;
        health.recover(part);
        return;
      } catch (error) {
        if (isFatal(error) && !this.mayComeBack(error, missingTries))
          throw error;
        const delayMs = backoffMs(tries, limits);
        health.fail(part, reasonOf(error), tries, clock.now() + delayMs);
        await delay(clock, delayMs, signal);
      }
    }
  }

  private mayComeBack(error: RealtimeError, missingTries: number): boolean {
    if (error.code !== 'realtime.kafka.topic-not-found') return false;
    this.missingTries++;
    return this.missingTries < missingTries;
  }

  /** One loop for each broker that leads something; a loop ends by itself when it leads nothing. */
  private startLoops(): void {
    const cursors = this.partitions.cursors;
    for (const cursor of cursors.values()) {
      const { leader } = cursor;
      if (leader < 0 || isDone(cursor) || this.loops.has(leader)) continue;
      const loop = new LeaderLoop(leader, cursors, this.context, this);
      const running = loop.run().finally(() => {
        this.loops.delete(leader);
        this.wantsMetadata();
      });
      this.loops.set(leader, running);
    }
  }
}
