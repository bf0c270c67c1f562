import type { Gap } from '@backstage-realtime/plugin-realtime-common';
import { toOffset } from '@backstage-realtime/plugin-realtime-common';
import type { SourceEvent } from '@backstage-realtime/plugin-realtime-node';
import type { Clock } from '../../clock';
import { buildBatch, messageBytes, type Message } from './buildBatch';
import type { LinkLimits } from './limits';

/** Events that may wait besides messages; links make a few at each loss of connection. */
const MAX_EVENTS = 1_000;

type Waiting =
  | { kind: 'messages'; firstOffset: bigint; messages: Message[] }
  | { kind: 'lost'; firstOffset: bigint; count: number; reason: Gap['reason'] }
  | { kind: 'event'; event: SourceEvent };

/**
 * Between a socket that pushes and a hub that pulls. Numbers messages from 0,
 * hands out everything that came in one turn as one batch, and counts exactly
 * what did not fit. Bounded in messages and bytes by `limits`.
 */
export class MessageInbox {
  private queue: Waiting[] = [];
  private nextOffset = 0n;
  private records = 0;
  private bytes = 0;
  private failure: Error | undefined;
  private wake: (() => void) | undefined;

  constructor(
    private readonly limits: LinkLimits,
    private readonly clock: Clock,
  ) {}

  /** Takes a message, or counts it as lost when it is too large or nothing more fits. */
  push(message: Message): void {
    const size = messageBytes(message);
    if (size > this.limits.maxRecordBytes) this.lose('too-large');
    else if (
      this.records >= this.limits.queueRecords ||
      this.bytes + size > this.limits.queueBytes
    ) {
      this.lose('lapped');
    } else this.keep(message, size);
  }

  /** Counts one message that will never be yielded. */
  lose(reason: Gap['reason']): void {
    const last = this.queue.at(-1);
    if (last?.kind === 'lost' && last.reason === reason) last.count += 1;
    else {
      const firstOffset = this.nextOffset;
      this.queue.push({ kind: 'lost', firstOffset, count: 1, reason });
    }
    this.nextOffset += 1n;
    this.notify();
  }

  /** Puts an event behind the messages that came before it. */
  announce(event: SourceEvent): void {
    if (this.queue.length >= MAX_EVENTS) this.queue.shift();
    this.queue.push({ kind: 'event', event });
    this.notify();
  }

  /** Ends the events with an error, after those that wait. */
  fail(error: Error): void {
    this.failure ??= error;
    this.notify();
  }

  /** For one reader. Ends when `signal` aborts; throws what {@link fail} was given. */
  async *events(signal: AbortSignal): AsyncGenerator<SourceEvent> {
    const onAbort = () => this.notify();
    signal.addEventListener('abort', onAbort);
    try {
      while (!signal.aborted) {
        const waiting = this.queue.shift();
        if (waiting) yield this.toEvent(waiting);
        else if (this.failure) throw this.failure;
        else await this.nextTurn(signal);
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  private keep(message: Message, size: number): void {
    const last = this.queue.at(-1);
    if (last?.kind === 'messages') last.messages.push(message);
    else {
      const firstOffset = this.nextOffset;
      this.queue.push({ kind: 'messages', firstOffset, messages: [message] });
    }
    this.nextOffset += 1n;
    this.records += 1;
    this.bytes += size;
    this.notify();
  }

  private toEvent(waiting: Waiting): SourceEvent {
    if (waiting.kind === 'event') return waiting.event;
    if (waiting.kind === 'lost') return { kind: 'gap', gap: toGap(waiting) };
    const { messages, firstOffset } = waiting;
    this.records -= messages.length;
    for (const message of messages) this.bytes -= messageBytes(message);
    const receivedAtMs = this.clock.now();
    const place = { firstOffset, lowOffset: 0n, receivedAtMs };
    return { kind: 'batch', batch: buildBatch(messages, place) };
  }

  /** Waits for the end of the turn in which something comes, so that a burst is one batch. */
  private nextTurn(signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      this.wake = () => setImmediate(resolve);
      if (signal.aborted) this.notify();
    });
  }

  private notify(): void {
    const { wake } = this;
    this.wake = undefined;
    wake?.();
  }
}

function toGap(lost: Extract<Waiting, { kind: 'lost' }>): Gap {
  const { firstOffset, count, reason } = lost;
  return {
    partition: 0,
    firstOffset: toOffset(firstOffset),
    lastOffset: toOffset(firstOffset + BigInt(count) - 1n),
    count,
    reason,
  };
}
