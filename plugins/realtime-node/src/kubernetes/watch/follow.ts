import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import type { WatchChange } from '../KubernetesClient';
import { pause } from '../pause';
import { followOnce, listAll, type WatchWay } from './followOnce';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;

/** How chance and time come in, so that a test can hold them. */
export interface WatchWorld {
  random(): number;
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

export const REAL_WORLD: WatchWorld = { random: Math.random, pause };

/**
 * Following objects of a cluster for as long as somebody wants to know.
 *
 * ```
 * list ──► snapshot ──► watch ──► changes ──┐
 *  ▲                      ▲   server ends it │
 *  │                      └──────────────────┘
 *  └── too old (410), or a fault: said once, then a wait that doubles
 * ```
 *
 * A watch that the server ends goes on from the last version it named, and
 * nobody notices. After a fault or when that version is too old, changes may
 * have been missed, so everything is listed again. What waiting cannot mend
 * (no right, no such kind) is thrown. Ends when the signal aborts.
 */
export async function* follow(
  way: WatchWay,
  world: WatchWorld,
): AsyncGenerator<WatchChange> {
  let faults = 0;
  while (!way.signal.aborted) {
    try {
      for await (const change of followFromList(way, world)) {
        faults = 0;
        yield change;
      }
    } catch (error) {
      if (way.signal.aborted) return;
      if (!canBeMended(error)) throw error;
      faults += 1;
      yield { type: 'interrupted', reason: sayFault(error) };
      await world
        .pause(waitMs(faults, world.random()), way.signal)
        .catch(() => undefined);
    }
  }
}

/**
 * One list and the watches after it; ends only with an error. Between two
 * watches is a short wait, for servers that end each at once.
 */
async function* followFromList(
  way: WatchWay,
  world: WatchWorld,
): AsyncGenerator<WatchChange> {
  const { objects, version } = await listAll(way);
  yield { type: 'snapshot', objects };
  const last = { version };
  for (;;) {
    yield* followOnce(way, last);
    await world.pause(FIRST_WAIT_MS, way.signal);
  }
}

/** A stream that breaks off is no RealtimeError; it is tried again as one that cannot be reached. */
function canBeMended(error: unknown): boolean {
  return (
    !(error instanceof RealtimeError) ||
    error.isRetriable ||
    error.code === 'realtime.kubernetes.expired'
  );
}

function sayFault(error: unknown): string {
  return error instanceof RealtimeError
    ? error.message
    : 'The watch broke off; it is begun again.';
}

function waitMs(faults: number, random: number): number {
  const full = Math.min(
    LONGEST_WAIT_MS,
    FIRST_WAIT_MS * 2 ** Math.min(10, faults - 1),
  );
  return full / 2 + (full / 2) * random;
}
