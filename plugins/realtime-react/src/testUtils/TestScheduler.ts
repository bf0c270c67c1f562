import type { Scheduler } from '@backstage-realtime/plugin-realtime-react';

/** A page that paints, hides and is used when a test says so. @public */
export class TestScheduler implements Scheduler {
  private readonly waiting = new Set<() => void>();
  private readonly hiddenListeners = new Set<() => void>();
  private readonly presenceListeners = new Set<() => void>();
  private hidden = false;

  /** `every-turn`: paints by itself once per turn of the event loop. */
  constructor(
    private readonly paints: 'when-told' | 'every-turn' = 'when-told',
  ) {}

  beforePaint(fn: () => void): () => void {
    if (this.paints === 'every-turn' && this.waiting.size === 0) {
      setTimeout(() => this.paint());
    }
    this.waiting.add(fn);
    return () => this.waiting.delete(fn);
  }

  isHidden(): boolean {
    return this.hidden;
  }

  onHiddenChange(fn: () => void): () => void {
    this.hiddenListeners.add(fn);
    return () => this.hiddenListeners.delete(fn);
  }

  onPresence(fn: () => void): () => void {
    this.presenceListeners.add(fn);
    return () => this.presenceListeners.delete(fn);
  }

  /** Paints asked for. */
  get pending(): number {
    return this.waiting.size;
  }

  paint(): void {
    const due = [...this.waiting];
    this.waiting.clear();
    for (const fn of due) fn();
  }

  setHidden(hidden: boolean): void {
    this.hidden = hidden;
    for (const fn of [...this.hiddenListeners]) fn();
  }

  use(): void {
    for (const fn of [...this.presenceListeners]) fn();
  }
}
