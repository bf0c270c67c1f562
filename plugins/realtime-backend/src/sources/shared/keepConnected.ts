import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import { delay, type Clock } from '../../clock';
import { failureReason } from './failureReason';
import { jitteredDelay } from './jitteredDelay';
import type { LinkLimits } from './limits';

/** An open connection. */
export interface Connection {
  /** Settles with the reason, in words, when the connection is gone. */
  readonly lost: Promise<string>;
  close(): void;
}

/** Why a connection is gone or was not made, and when the next try is. */
export interface LinkLoss {
  reason: string;
  /** Tries without success, from 1. */
  tries: number;
  nextTryAtMs: number;
}

/** Told how a connection fares. */
export interface LinkListener<C extends Connection = Connection> {
  up(connection: C): void;
  down(loss: LinkLoss): void;
  /** What waiting cannot mend; nothing is tried after it. */
  refused(error: RealtimeError): void;
}

/** What `connect` rejects with when it has words for the failure; it is tried again. */
export class LinkFailure extends Error {}

/**
 * Connects, and connects again whenever the connection is lost, until `signal`
 * aborts or the other side refuses for good (`connect` rejects with a
 * RealtimeError). The open connection is closed at the end. Never rejects.
 */
export async function keepConnected<C extends Connection>(options: {
  connect(signal: AbortSignal): Promise<C>;
  listener: LinkListener<C>;
  limits: LinkLimits;
  clock: Clock;
  random: () => number;
  signal: AbortSignal;
}): Promise<void> {
  const { listener, limits, clock, random, signal } = options;
  let tries = 0;
  while (!signal.aborted) {
    const upAtMs = clock.now();
    const end = await connectOnce(options);
    if (signal.aborted) return;
    if (end instanceof RealtimeError) {
      listener.refused(end);
      return;
    }
    const wasStable = end.wasUp && clock.now() - upAtMs >= limits.stableMs;
    tries = wasStable ? 1 : tries + 1;
    const waitMs = jitteredDelay(tries, limits.retry, random);
    const nextTryAtMs = clock.now() + waitMs;
    listener.down({ reason: end.reason, tries, nextTryAtMs });
    await delay(clock, waitMs, signal);
  }
}

async function connectOnce<C extends Connection>(options: {
  connect(signal: AbortSignal): Promise<C>;
  listener: LinkListener<C>;
  signal: AbortSignal;
}): Promise<RealtimeError | { reason: string; wasUp: boolean }> {
  const { connect, listener, signal } = options;
  try {
    const connection = await connect(signal);
    const close = () => connection.close();
    signal.addEventListener('abort', close, { once: true });
    try {
      if (signal.aborted) close();
      else listener.up(connection);
      return { reason: await connection.lost, wasUp: true };
    } finally {
      signal.removeEventListener('abort', close);
    }
  } catch (error) {
    if (error instanceof RealtimeError) return error;
    const reason =
      error instanceof LinkFailure ? error.message : failureReason(error);
    return { reason, wasUp: false };
  }
}
