import type { Clock } from '../../clock';
import type { LinkListener, LinkLoss } from './keepConnected';
import type { MessageInbox } from './MessageInbox';

/**
 * Tells one stream's reader how its connection fares. Such sources cannot replay
 * what passed while they were cut off, so each return after a loss is a gap of
 * unknown count; the first connection is not.
 */
export class Outage implements LinkListener {
  private wasUp = false;
  private sinceMs: number | undefined;

  constructor(
    /** A name for people: `broker local`. */
    private readonly part: string,
    private readonly inbox: MessageInbox,
    private readonly clock: Clock,
  ) {}

  up(): void {
    if (this.wasUp && this.sinceMs !== undefined) {
      const afterMs = Math.max(0, this.clock.now() - this.sinceMs);
      const gap = { partition: 0, reason: 'disconnected' as const };
      this.inbox.announce({ kind: 'gap', gap });
      const note = { kind: 'reconnected' as const, afterMs };
      this.inbox.announce({ kind: 'note', note });
    }
    this.wasUp = true;
    this.sinceMs = undefined;
    this.inbox.announce({ kind: 'reachable', missing: [] });
  }

  down(loss: LinkLoss): void {
    this.sinceMs ??= this.clock.now();
    this.inbox.announce({ kind: 'unreachable', part: this.part, ...loss });
  }

  refused(error: Error): void {
    this.inbox.fail(error);
  }
}
