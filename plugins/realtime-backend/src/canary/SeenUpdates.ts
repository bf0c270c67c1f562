import type { RolloutObject } from './objects';
import type { SeenUpdate } from './evaluate/RolloutView';

interface Seen {
  podHash: string;
  startedAtMs: Record<number, number>;
  lastIndex?: number;
  isAborted: boolean;
  retriedAtMs?: number;
}

/**
 * When steps began, as far as somebody looked: the cluster keeps neither that
 * nor the step at which an update was aborted. One entry a rollout, of its
 * newest revision.
 */
export class SeenUpdates {
  private readonly seen = new Map<string, Seen>();

  static create(): SeenUpdates {
    return new SeenUpdates();
  }

  private constructor() {}

  /** To be called with every change of a rollout. */
  note({ name, status }: RolloutObject, nowMs: number): void {
    const podHash = status?.currentHash;
    if (!podHash) return;
    const before = this.seen.get(name);
    const seen: Seen =
      before?.podHash === podHash
        ? before
        : { podHash, startedAtMs: {}, isAborted: status.isAborted };
    this.seen.set(name, seen);
    if (seen.isAborted && !status.isAborted) restart(seen, nowMs);
    seen.isAborted = status.isAborted;
    if (!status.isAborted) noteStep(seen, status.stepIndex, nowMs);
  }

  of(name: string): SeenUpdate | undefined {
    return this.seen.get(name);
  }

  /** Rollouts that are gone are forgotten. */
  keepOnly(names: ReadonlySet<string>): void {
    for (const name of [...this.seen.keys()])
      if (!names.has(name)) this.seen.delete(name);
  }
}

/** The start of a step counts only when the one before it was seen too. */
function noteStep(seen: Seen, index: number | undefined, nowMs: number): void {
  if (index === undefined || index === seen.lastIndex) return;
  if (seen.lastIndex !== undefined) seen.startedAtMs[index] = nowMs;
  seen.lastIndex = index;
}

function restart(seen: Seen, nowMs: number): void {
  seen.startedAtMs = { 0: nowMs };
  seen.lastIndex = 0;
  seen.retriedAtMs = nowMs;
}
