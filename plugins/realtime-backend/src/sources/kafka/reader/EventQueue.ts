import type { SourceEvent } from '@backstage-realtime/plugin-realtime-node';
import type { SlabPool } from './SlabPool';

interface Entry {
  event: SourceEvent;
  bytes: number;
}

/**
 * Events between the loops that fetch and the one that consumes. Whoever fetches
 * waits for room first, so a slow consumer stops the fetching; an answer that
 * is already here is always taken, so the bound may be passed by one answer a
 * leader.
 */
export class EventQueue {
  private readonly entries: Entry[] = [];
  private bytes = 0;
  private ending: { error?: unknown } | undefined;
  private wakeConsumer: (() => void) | undefined;
  private wakeProducers = new Set<() => void>();

  /** With `slabs`, a batch holds its slab and index until the consumer asks for the next event. */
  constructor(
    private readonly maxBytes: number,
    private readonly slabs?: SlabPool,
  ) {}

  get hasRoom(): boolean {
    return this.bytes < this.maxBytes;
  }

  push(event: SourceEvent): void {
    if (this.ending) return;
    const bytes = sizeOf(event);
    this.entries.push({ event, bytes });
    this.bytes += bytes;
    if (event.kind === 'batch') {
      this.slabs?.hold(event.batch.slab);
      this.slabs?.hold(event.batch.index);
    }
    this.wakeConsumer?.();
  }

  /** Nothing more comes. What is queued is still consumed, then `error` is thrown. */
  end(error?: unknown): void {
    this.ending ??= { error };
    this.wakeConsumer?.();
    this.freeProducers();
  }

  /** Resolves when there is room, or when the queue ended. */
  async room(): Promise<void> {
    while (!this.hasRoom && !this.ending) {
      await new Promise<void>(resolve => this.wakeProducers.add(resolve));
    }
  }

  /** For one consumer. */
  async *consume(): AsyncGenerator<SourceEvent> {
    for (;;) {
      const entry = this.entries.shift();
      if (entry) {
        this.bytes -= entry.bytes;
        if (this.hasRoom) this.freeProducers();
        const { event } = entry;
        yield event;
        if (event.kind === 'batch') {
          this.slabs?.release(event.batch.slab);
          this.slabs?.release(event.batch.index);
        }
      } else if (this.ending) {
        if (this.ending.error !== undefined) throw this.ending.error;
        return;
      } else {
        await new Promise<void>(resolve => {
          this.wakeConsumer = resolve;
        });
      }
    }
  }

  private freeProducers(): void {
    const waiting = this.wakeProducers;
    this.wakeProducers = new Set();
    waiting.forEach(wake => wake());
  }
}

/** A fixed cost stands for the objects of an event without records. */
function sizeOf(event: SourceEvent): number {
  if (event.kind !== 'batch') return 256;
  const { slab, index, timestampsMs } = event.batch;
  return slab.byteLength + index.byteLength + timestampsMs.byteLength + 256;
}
