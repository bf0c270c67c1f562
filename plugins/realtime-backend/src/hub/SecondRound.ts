import type { Clock } from '../clock';
import { nextTurn, SLICE_MS } from './turns';

const SECOND_MS = 1000;

/** Members looked after at once; more are spread over the second. */
const SLICE_MEMBERS = 100;

/** Wake-ups in a second, at most. */
const MAX_SLICES = 10;

/** What is done in a round. */
export interface RoundWork<T> {
  /** At the start of each second; answers whom to visit in it, undefined to end the rounds. */
  begin(): T[] | undefined;
  /** A member may have left since the second began. */
  visit(member: T): void;
  onFault(error: unknown): void;
}

/**
 * Visits members once a second, with one timer for all. Many members are
 * visited a slice at a time, evenly over the second, so that the stats frames
 * of a thousand viewers never stand in the way of a flush.
 */
export class SecondRound<T> {
  private cancelNext: (() => void) | undefined;
  private state: 'stopped' | 'waiting' | 'visiting' = 'stopped';
  private slices: T[][] = [];
  private sliceMs = SECOND_MS;

  constructor(
    private readonly clock: Clock,
    private readonly work: RoundWork<T>,
  ) {}

  /** Idempotent. The first round is a second from now. */
  start(): void {
    if (this.state === 'stopped') this.schedule(SECOND_MS);
  }

  stop(): void {
    this.state = 'stopped';
    this.cancelNext?.();
    this.slices = [];
  }

  private schedule(ms: number): void {
    this.state = 'waiting';
    this.cancelNext = this.clock.setTimeout(() => {
      this.state = 'visiting';
      this.visitSlice()
        .catch(error => this.work.onFault(error))
        .finally(() => this.goOn());
    }, ms);
  }

  private goOn(): void {
    if (this.state === 'visiting') this.schedule(this.sliceMs);
  }

  private async visitSlice(): Promise<void> {
    if (this.slices.length === 0) {
      const members = this.work.begin();
      if (members) this.slices = this.cut(members);
      else this.stop();
    }
    const slice = this.slices.shift() ?? [];
    let untilMs = performance.now() + SLICE_MS;
    for (const member of slice) {
      this.work.visit(member);
      if (performance.now() < untilMs) continue;
      await nextTurn();
      untilMs = performance.now() + SLICE_MS;
    }
  }

  private cut(members: T[]): T[][] {
    const wanted = Math.max(1, Math.ceil(members.length / SLICE_MEMBERS));
    const count = Math.min(MAX_SLICES, wanted);
    const size = Math.ceil(members.length / count);
    this.sliceMs = Math.round(SECOND_MS / count);
    return Array.from({ length: count }, (_, i) =>
      members.slice(i * size, (i + 1) * size),
    );
  }
}
