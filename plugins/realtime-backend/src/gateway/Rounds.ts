import type { Clock } from '../clock';
import { Deadlines } from './session/Deadlines';

/** Members are called in at most this many groups, and a group at most once in this time. */
const MAX_SLICES = 60;
const MIN_SLICE_MS = 1_000;

/**
 * Calls every member once in `everyMs`, all of them from one timer. Members are
 * spread evenly over the time, however many came at once: a thousand pages that
 * return after a restart would else all be due in the same instant, every time.
 *
 * A member is called for the first time within `everyMs`; one that is alone,
 * exactly then. Nothing runs while there are no members. Members must not throw.
 */
export class Rounds {
  private readonly slices: Array<Set<() => void>>;
  private readonly deadlines: Deadlines<'slice'>;
  private next = 0;
  private size = 0;

  static create(clock: Clock, everyMs: number): Rounds {
    return new Rounds(clock, everyMs);
  }

  private constructor(
    clock: Clock,
    private readonly everyMs: number,
  ) {
    this.deadlines = Deadlines.create(clock);
    const wanted = Math.ceil(everyMs / MIN_SLICE_MS);
    const count = Math.min(MAX_SLICES, wanted);
    this.slices = Array.from({ length: count }, () => new Set());
  }

  /** The answer leaves again; it may be called more than once, also by the member while it is called. */
  join(member: () => void): () => void {
    const slice = this.emptiest();
    slice.add(member);
    this.size += 1;
    if (this.size === 1) this.arm();
    return () => {
      if (!slice.delete(member)) return;
      this.size -= 1;
      if (this.size === 0) this.deadlines.clearAll();
    };
  }

  /** Of those with the fewest members the one that is due last. */
  private emptiest(): Set<() => void> {
    const { slices, next } = this;
    const soonestFirst = [...slices.slice(next), ...slices.slice(0, next)];
    return soonestFirst.reduceRight((best, slice) =>
      slice.size < best.size ? slice : best,
    );
  }

  private arm(): void {
    const sliceMs = this.everyMs / this.slices.length;
    this.deadlines.set('slice', sliceMs, () => this.turn());
  }

  private turn(): void {
    const due = this.slices[this.next];
    this.next = (this.next + 1) % this.slices.length;
    this.arm();
    for (const member of [...due]) member();
  }
}
