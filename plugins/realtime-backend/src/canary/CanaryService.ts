import {
  missing,
  toRolloutKey,
  type CanaryState,
  type RolloutRef,
} from '@backstage-realtime/plugin-realtime-common';
import type { RolloutGrant } from '../access/RolloutAccess';
import type { Clock } from '../clock';
import type { RolloutRevisions } from '../metrics/RolloutHashes';

/** What the rollouts of entities stand on. */
export interface CanaryServiceOptions {
  clock: Clock;
}

/** The rollouts of entities. */
export class CanaryService {
  static create(options: CanaryServiceOptions): CanaryService {
    return new CanaryService(options);
  }

  private constructor(private readonly options: CanaryServiceOptions) {}

  /** What the grant shows, as a key: equal keys share one state. */
  identityOf({ entityRef, rollouts, controllable, problems }: RolloutGrant) {
    const keys = rollouts.map(toRolloutKey);
    return JSON.stringify([entityRef, keys, [...controllable], problems]);
  }

  /** The state now and after every change, until the answer is called. */
  watch(
    grant: RolloutGrant,
    listener: (state: CanaryState) => void,
  ): () => void {
    listener({
      entityRef: grant.entityRef,
      evaluatedAtMs: this.options.clock.now(),
      rollouts: grant.rollouts.map(ref => ({
        ref,
        rollout: missing('learning'),
      })),
      clusters: [],
      problems: grant.problems,
    });
    return () => undefined;
  }

  refresh(_grant: RolloutGrant): void {}

  /** Pod hashes of both sides, for those who measure them. Errors: RealtimeError. */
  async hashesOf(
    _ref: RolloutRef,
    _signal: AbortSignal,
  ): Promise<RolloutRevisions> {
    return {};
  }

  async stop(): Promise<void> {}
}
