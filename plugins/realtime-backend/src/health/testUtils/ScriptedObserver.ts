import type { Observation } from '../observation';
import type { ObserveScope, SystemObserver } from '../monitor/SystemObserver';

/** Answers with what a test prepared, when the test lets it. */
export class ScriptedObserver implements SystemObserver {
  readonly asked: ObserveScope[] = [];
  private readonly waiting: Array<() => void> = [];
  isHeld = false;

  constructor(private readonly answer: () => Observation) {}

  async observe(scope: ObserveScope): Promise<Observation> {
    this.asked.push(scope);
    if (this.isHeld)
      await new Promise<void>(resolve => this.waiting.push(resolve));
    return this.answer();
  }

  release(): void {
    this.isHeld = false;
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  close(): void {
    this.release();
  }
}
