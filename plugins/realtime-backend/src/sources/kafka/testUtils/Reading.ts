import type {
  Gap,
  StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  OpenOptions,
  RecordSource,
  SourceEvent,
} from '@backstage-realtime/plugin-realtime-node';
import { recordsOfBatch, type ReadRecord } from './readAll';

type Kind<K extends SourceEvent['kind']> = Extract<SourceEvent, { kind: K }>;

/** A stream being consumed as fast as it comes, and what came. */
export class Reading {
  readonly events: SourceEvent[] = [];
  error: unknown;
  hasEnded = false;
  private readonly stopper = new AbortController();
  private readonly watchers = new Set<() => void>();
  private readonly running: Promise<void>;

  constructor(
    source: RecordSource,
    ref: StreamRef,
    options: Omit<OpenOptions, 'signal'>,
  ) {
    const { signal } = this.stopper;
    this.running = this.consume(source.open(ref, { ...options, signal }));
  }

  /** Resolves at the first event after which `isEnough` holds; throws what the stream throws. */
  async until(isEnough: (reading: this) => boolean): Promise<void> {
    while (!isEnough(this)) {
      if (this.error) throw this.error;
      if (this.hasEnded) throw new Error(`ended early: ${this.summary()}`);
      await new Promise<void>(resolve => this.watchers.add(resolve));
    }
  }

  /** Waits until the stream ended by itself; throws what it throws. */
  async end(): Promise<void> {
    await this.running;
    if (this.error) throw this.error;
  }

  async stop(): Promise<void> {
    this.stopper.abort();
    await this.running;
  }

  all<K extends SourceEvent['kind']>(kind: K): Array<Kind<K>> {
    return this.events.filter((event): event is Kind<K> => event.kind === kind);
  }

  get gaps(): Gap[] {
    return this.all('gap').map(({ gap }) => gap);
  }

  get count(): number {
    return this.all('batch').reduce((sum, { batch }) => sum + batch.count, 0);
  }

  get records(): Array<ReadRecord & { partition: number }> {
    return this.all('batch').flatMap(({ batch }) =>
      recordsOfBatch(batch).map(record => ({
        ...record,
        partition: batch.partition,
      })),
    );
  }

  get values(): string[] {
    return this.records.map(({ value }) => `${value}`);
  }

  private async consume(events: AsyncIterable<SourceEvent>): Promise<void> {
    try {
      for await (const event of events) {
        this.events.push(event);
        this.notify();
      }
    } catch (error) {
      this.error = error;
    }
    this.hasEnded = true;
    this.notify();
  }

  private notify(): void {
    const waiting = [...this.watchers];
    this.watchers.clear();
    waiting.forEach(wake => wake());
  }

  private summary(): string {
    return this.events.map(({ kind }) => kind).join(' ');
  }
}
