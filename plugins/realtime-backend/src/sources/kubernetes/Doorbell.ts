import type { Clock } from '../../clock';

/** A wait that somebody may end before its time. One waits at a time. */
export class Doorbell {
  private wake?: () => void;

  static create(clock: Clock): Doorbell {
    return new Doorbell(clock);
  }

  private constructor(private readonly clock: Clock) {}

  async wait(ms: number): Promise<void> {
    await new Promise<void>(resolve => {
      const cancel = this.clock.setTimeout(resolve, ms);
      this.wake = () => {
        cancel();
        resolve();
      };
    });
    this.wake = undefined;
  }

  /** Nothing happens when nobody waits. */
  ring(): void {
    this.wake?.();
  }
}
