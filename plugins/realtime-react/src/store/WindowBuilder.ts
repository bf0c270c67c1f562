import type { BatchReader } from '@backstage-realtime/plugin-realtime-common';
import { chunkOfBatch, chunkOfRow, toRowId, type Chunk } from './chunks';
import { KeptGaps } from './KeptGaps';
import type { Row, RowWindow } from './StreamSnapshot';

/** Bounds of the part kept for display. @public */
export interface WindowBounds {
  /** Rows; 5,000 unless told. */
  maxRows: number;
  /** Bytes of the batches kept alive; 16 MiB unless told. */
  maxBytes: number;
}

/** What a page keeps of a stream unless told: 5,000 rows, 16 MiB, whichever is reached first. @public */
export const DEFAULT_WINDOW_BOUNDS: WindowBounds = {
  maxRows: 5_000,
  maxBytes: 16 * 1024 * 1024,
};

/**
 * The bounded window. Batches are appended as references, in the order they
 * came, and leave whole from the old end; of the batch at the border the rows
 * over the bound are hidden, and a small rest is copied so that its buffer can go.
 * Gaps outlive the rows around them (see KeptGaps) and stand below the oldest row.
 * Appending costs per batch, not per record.
 */
export class WindowBuilder {
  private chunks: Chunk[] = [];
  /** Number of the next row. */
  private next = 0;
  private bytes = 0;
  private built?: RowWindow;
  private readonly gaps = new KeptGaps();

  static create(bounds: WindowBounds = DEFAULT_WINDOW_BOUNDS): WindowBuilder {
    return new WindowBuilder(bounds);
  }

  private constructor(private readonly bounds: WindowBounds) {}

  appendBatch(batch: BatchReader, rows?: Int32Array): void {
    const chunk = chunkOfBatch(this.next, batch, rows);
    if (chunk.length > 0) this.append(chunk);
  }

  appendRow(make: (id: string) => Row): void {
    this.append(chunkOfRow(this.next, make));
  }

  /** The window as it is now; later appends do not change it. The same object until something was appended. */
  build(): RowWindow {
    this.built ??= new ChunkWindow(
      [...this.chunks],
      this.gaps.toRows(),
      this.bytes,
      this.bounds,
    );
    return this.built;
  }

  private append(chunk: Chunk): void {
    this.built = undefined;
    this.chunks.push(chunk);
    this.next += chunk.length;
    this.bytes += chunk.bytes;
    this.trimRows();
    this.trimBytes();
  }

  private trimRows(): void {
    const lowest = this.next - this.bounds.maxRows;
    while (this.chunks[0].first + this.chunks[0].length <= lowest)
      this.dropOldest();
    const [oldest] = this.chunks;
    if (oldest.first < lowest)
      this.replaceOldest(oldest.withoutOldest(lowest - oldest.first));
  }

  /** Of a single batch over the bound the newest rows stay, as copies. */
  private trimBytes(): void {
    while (this.bytes > this.bounds.maxBytes && this.chunks.length > 1)
      this.dropOldest();
    while (this.bytes > this.bounds.maxBytes && this.chunks[0].length > 1) {
      const [only] = this.chunks;
      this.replaceOldest(only.withoutOldest(Math.ceil(only.length / 2)));
    }
  }

  private dropOldest(): void {
    const dropped = this.chunks.shift();
    if (!dropped) return;
    this.bytes -= dropped.bytes;
    if (dropped.isEvent) this.gaps.take(dropped.row(0));
  }

  private replaceOldest(chunk: Chunk): void {
    this.bytes += chunk.bytes - this.chunks[0].bytes;
    this.chunks[0] = chunk;
  }
}

class ChunkWindow implements RowWindow {
  readonly length: number;
  readonly maxRows: number;
  readonly maxBytes: number;
  private readonly first: number;
  /** Rows of the chunks; kept gaps come after them. */
  private readonly held: number;

  constructor(
    private readonly chunks: readonly Chunk[],
    private readonly gaps: readonly Row[],
    readonly bytes: number,
    bounds: WindowBounds,
  ) {
    const newest = chunks.at(-1);
    this.first = chunks[0]?.first ?? 0;
    this.held = newest ? newest.first + newest.length - this.first : 0;
    this.length = this.held + gaps.length;
    this.maxRows = bounds.maxRows;
    this.maxBytes = bounds.maxBytes;
  }

  get gapsBefore(): number {
    return this.gaps.length;
  }

  at(index: number): Row | undefined {
    if (!Number.isInteger(index) || index < 0) return undefined;
    if (index >= this.held) return this.gaps[index - this.held];
    const number = this.first + this.held - 1 - index;
    const chunk = this.chunkOf(number);
    return chunk.row(number - chunk.first);
  }

  indexOf(id: string): number {
    return id.startsWith('gap-') ? this.indexOfGap(id) : this.indexOfRow(id);
  }

  private indexOfGap(id: string): number {
    const at = this.gaps.findIndex(row => row.id === id);
    return at < 0 ? -1 : this.held + at;
  }

  private indexOfRow(id: string): number {
    const number = Number(id.slice(id.indexOf('-') + 1));
    const isHere =
      Number.isInteger(number) &&
      number >= this.first &&
      number < this.first + this.held;
    return isHere && id === toRowId(number)
      ? this.first + this.held - 1 - number
      : -1;
  }

  private chunkOf(number: number): Chunk {
    let low = 0;
    let high = this.chunks.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.chunks[middle].first <= number) low = middle;
      else high = middle - 1;
    }
    return this.chunks[low];
  }
}
