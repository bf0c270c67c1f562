import type { WatchCommand } from '@backstage-realtime/plugin-realtime-common';
import type { RolloutAccess } from '../access/RolloutAccess';
import type { UserCredentials } from '../access/StreamAccess';
import type { StateDecision, StateFeed } from '../states/StateFeed';
import type { MetricsService } from './MetricsService';

interface Services {
  access: RolloutAccess;
  metrics: MetricsService;
}

/** The state `metrics`: series of the rollouts of one entity that a caller may see. */
export class MetricsFeed implements StateFeed {
  static create(services: Services): MetricsFeed {
    return new MetricsFeed(services);
  }

  private constructor(private readonly services: Services) {}

  async authorise(
    { entityRefs, pace = 'focused' }: WatchCommand,
    credentials: UserCredentials,
  ): Promise<StateDecision> {
    const { access, metrics } = this.services;
    if (entityRefs.length !== 1)
      return {
        ok: false,
        code: 'realtime.command.malformed',
        message: `metrics are watched of one entity, not of ${entityRefs.length}. Watch one entity after the other.`,
      };
    const grant = await access.authorise(entityRefs[0], credentials);
    if (!grant.ok) return grant;
    return {
      ok: true,
      identity: metrics.identityOf(grant),
      open: onValue => metrics.watch(grant, pace, onValue),
      refresh: () => metrics.refresh(grant),
    };
  }
}
