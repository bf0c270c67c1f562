import type { Clock } from '../../../clock';

/** A clock that stands still until it is moved; nothing falls due by itself. */
export class HandClock implements Clock {
  constructor(public nowMs = Date.parse('2026-01-01T00:00:00Z')) {}

  now(): number {
    return this.nowMs;
  }

  setTimeout(): () => void {
    return () => {};
  }
}
