import type { SourceEvent } from '@backstage-realtime/plugin-realtime-node';
import { systemClock, type Clock } from '../../clock';
import { LINK_LIMITS, type LinkLimits } from './limits';
import { MessageInbox } from './MessageInbox';
import { Outage } from './Outage';

/** What every source that is pushed to takes besides its systems. */
export interface PushedSourceOptions {
  /** Replaces single bounds of {@link LINK_LIMITS}. */
  limits?: Partial<LinkLimits>;
  clock?: Clock;
  /** Yields 0 to 1. */
  random?: () => number;
}

/** The same with the defaults filled in. */
export interface LinkSetup {
  limits: LinkLimits;
  clock: Clock;
  random: () => number;
}

export function toLinkSetup(options: PushedSourceOptions): LinkSetup {
  const { clock = systemClock, random = Math.random } = options;
  return { limits: { ...LINK_LIMITS, ...options.limits }, clock, random };
}

/** One stream as its connection sees it. */
interface PushedStream {
  inbox: MessageInbox;
  outage: Outage;
  /** Aborts when the reader ends, however it ends: nothing may be left then. */
  signal: AbortSignal;
}

/**
 * What an upstream pushes, for one reader. `connect` feeds the inbox until the
 * stream's signal aborts, and resolves when its connection is gone. A reader that
 * aborts may never ask for another event, so the connection ends by the signal
 * and not with the iteration.
 */
export async function* readPushed(
  /** A name for people: `broker local`. */
  part: string,
  { limits, clock }: LinkSetup,
  signals: readonly AbortSignal[],
  connect: (stream: PushedStream) => Promise<void> | void,
): AsyncGenerator<SourceEvent> {
  const ending = new AbortController();
  const signal = AbortSignal.any([...signals, ending.signal]);
  const inbox = new MessageInbox(limits, clock);
  const outage = new Outage(part, inbox, clock);
  const connected = connect({ inbox, outage, signal });
  try {
    yield* inbox.events(signal);
  } finally {
    ending.abort();
    await connected;
  }
}
