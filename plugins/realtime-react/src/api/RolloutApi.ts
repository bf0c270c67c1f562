import { createApiRef } from '@backstage/core-plugin-api';
import type {
  CanaryOverview,
  CanaryState,
  MetricBoards,
  RolloutControlRequest,
  RolloutControlResponse,
} from '@backstage-realtime/plugin-realtime-common';
import type { StateStream } from '../store/StateStream';

/** What pages need to show rollouts and to act on them. @public */
export interface RolloutApi {
  /** Rollouts of one entity and their analysis: the state stream `rollout`. */
  openCanary(entityRef: string): StateStream<CanaryState>;
  /**
   * A line for each of several entities in one stream, `canary-summary`. At most
   * `MAX_WATCHED_ENTITIES`; what the caller may not see is named as refused.
   */
  openCanaryOverview(entityRefs: string[]): StateStream<CanaryOverview>;
  /** Series of the rollouts of one entity: the state stream `metrics`. */
  openMetrics(entityRef: string): StateStream<MetricBoards>;
  /** Sends the patches of a control; a refusal is an `HttpRefusal` that says why. */
  controlRollout(
    request: RolloutControlRequest,
  ): Promise<RolloutControlResponse>;
}

/** Override it to run the Canary tab on rollouts of your own. @public */
export const rolloutApiRef = createApiRef<RolloutApi>({
  id: 'plugin.realtime.rollouts',
});
