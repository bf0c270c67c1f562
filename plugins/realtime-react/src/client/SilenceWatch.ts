import { QUIET_STATS_SECONDS } from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from './Clock';
import { Timers } from './Timers';

/** Silence of this many beats is stale; one more and the transport is given up. */
const STALE_BEATS = 2.5;

/** A live server with nothing to say is heard this often, in ms, however short its heartbeat. */
const QUIET_MS = QUIET_STATS_SECONDS * 1_000;

/** Whose silence it is, and what to do about it. */
export interface SilenceHooks {
  /** False while there is nothing a live server would have to send. */
  isExpected(): boolean;
  onStale(lastHeardAtMs: number): void;
  onSilent(): void;
}

/** Proxies hold dead sockets open, so an open socket says nothing: only what is heard does. */
export class SilenceWatch {
  private readonly timers: Timers<'silence'>;
  private lastHeardAtMs = 0;

  static create(clock: Clock, hooks: SilenceHooks): SilenceWatch {
    return new SilenceWatch(clock, hooks);
  }

  private constructor(
    private readonly clock: Clock,
    private readonly hooks: SilenceHooks,
  ) {
    this.timers = Timers.create(clock);
  }

  /** Something came. */
  heard(): void {
    this.lastHeardAtMs = this.clock.now();
  }

  /** Watches until {@link SilenceWatch.stop}, or anew with another heartbeat. */
  start(heartbeatMs: number): void {
    this.check(Math.max(heartbeatMs, QUIET_MS));
  }

  stop(): void {
    this.timers.clear('silence');
  }

  private check(beatMs: number): void {
    const staleMs = STALE_BEATS * beatMs;
    const silentMs = this.hooks.isExpected()
      ? this.clock.now() - this.lastHeardAtMs
      : 0;
    if (silentMs >= staleMs + beatMs) {
      this.hooks.onSilent();
      return;
    }
    const isStale = silentMs >= staleMs;
    if (isStale) this.hooks.onStale(this.lastHeardAtMs);
    const limitMs = isStale ? staleMs + beatMs : staleMs;
    this.timers.set('silence', () => this.check(beatMs), limitMs - silentMs);
  }
}
