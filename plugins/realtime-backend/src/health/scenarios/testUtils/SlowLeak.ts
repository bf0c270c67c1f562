import type { CheckResult } from '@backstage-realtime/plugin-realtime-common';
import type { ObserveFixture } from '../../observe/testUtils/ObserveFixture';
import type { Hours } from './Hours';

const SECOND = 1_000;
const STEP_MS = 300_000;
const STEPS = 30;

/** Age of the oldest unread record at the start, and what a step adds: 2 ms a second. */
const LATE_MS = 9 * SECOND;
const LATER_MS = 0.6 * SECOND;

/** How long all of it takes. */
export const LEAK_MS = STEPS * STEP_MS;

/**
 * A topic that gets a record a second, and a group that reads a little less: so
 * little that no minute shows it. In two and a half hours the oldest unread
 * record goes from 9 s to 27 s, and the limit of 60 s is four hours away.
 */
export class SlowLeak {
  private written = 0;
  private lateMs = LATE_MS;

  constructor(
    private readonly kafka: ObserveFixture,
    private readonly topic: string,
    private readonly group: string,
  ) {}

  /** Runs through the hours up to now; what `lag.time` said after each step. */
  async overHours(hours: Hours): Promise<CheckResult[]> {
    const said: CheckResult[] = [];
    await this.until(hours.nowMs, SECOND * 60);
    for (let step = 0; step < STEPS; step++) {
      await this.until(hours.nowMs + STEP_MS, STEP_MS);
      said.push(await hours.check('lag.time', STEP_MS));
      this.lateMs += LATER_MS;
    }
    return said;
  }

  /** A record for each second of `spanMs` that ends at `toMs`, and all read but the last ones. */
  async until(toMs: number, spanMs: number): Promise<void> {
    const seconds = Math.round(spanMs / SECOND);
    const times = Array.from(
      { length: seconds },
      (_, i) => toMs - (seconds - 1 - i) * SECOND,
    );
    await this.kafka.send(this.topic, 0, times);
    this.written += seconds;
    const unread = Math.round(this.lateMs / SECOND);
    await this.kafka.commit(this.group, this.topic, {
      0: this.written - unread,
    });
  }
}
