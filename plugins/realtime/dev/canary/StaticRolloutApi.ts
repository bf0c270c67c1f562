import type {
  CanaryOverview,
  CanaryState,
  MetricBoards,
  RolloutControlRequest,
  RolloutControlResponse,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  RolloutApi,
  StateSnapshot,
} from '@backstage-realtime/plugin-realtime-react';
import { connecting, StaticState } from '../fakes/StaticState';

/** Rollouts of one moment; it remembers what was sent, and answers or refuses it. */
export class StaticRolloutApi implements RolloutApi {
  readonly asked: string[] = [];
  readonly sent: RolloutControlRequest[] = [];
  readonly canary: StaticState<CanaryState>;
  readonly overview: StaticState<CanaryOverview>;
  readonly metrics: StaticState<MetricBoards>;
  /** Refuses the next controls with this. */
  refusal?: Error;

  constructor(story: {
    canary?: StateSnapshot<CanaryState>;
    overview?: StateSnapshot<CanaryOverview>;
    metrics?: StateSnapshot<MetricBoards>;
  }) {
    this.canary = new StaticState(story.canary ?? connecting());
    this.overview = new StaticState(story.overview ?? connecting());
    this.metrics = new StaticState(story.metrics ?? connecting());
  }

  openCanary(entityRef: string) {
    this.asked.push(entityRef);
    return this.canary.open();
  }

  openCanaryOverview(entityRefs: string[]) {
    this.asked.push(...entityRefs);
    return this.overview.open();
  }

  openMetrics() {
    return this.metrics.open();
  }

  async controlRollout(
    request: RolloutControlRequest,
  ): Promise<RolloutControlResponse> {
    this.sent.push(request);
    if (this.refusal) throw this.refusal;
    return { patches: [{ subresource: 'status', body: {} }] };
  }
}
