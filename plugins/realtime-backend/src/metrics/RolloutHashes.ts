import type { RolloutRef } from '@backstage-realtime/plugin-realtime-common';
import type { Revisions } from './queries/askForRevisions';

/** What of a rollout queries are about. */
export interface RolloutRevisions extends Revisions {
  /** Service in front of its stable pods, where it names one. */
  service?: string;
}

/** Tells the pod hashes of a rollout; whoever watches it knows them. */
export interface RolloutHashes {
  /** Errors: RealtimeError. */
  hashesOf(ref: RolloutRef, signal: AbortSignal): Promise<RolloutRevisions>;
}
