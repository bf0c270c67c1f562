import type { WatchCommand } from '@backstage-realtime/plugin-realtime-common';
import type { HealthAccess } from '../access/HealthAccess';
import type { UserCredentials } from '../access/StreamAccess';
import type { StateDecision, StateFeed } from '../states/StateFeed';
import type { HealthService } from './HealthService';

/** The state `topic-health`: what a caller may see of one entity, after every reading. */
export class HealthFeed implements StateFeed {
  static create(services: {
    access: HealthAccess;
    health: HealthService;
  }): HealthFeed {
    return new HealthFeed(services);
  }

  private constructor(
    private readonly services: { access: HealthAccess; health: HealthService },
  ) {}

  async authorise(
    { entityRefs, pace = 'focused' }: WatchCommand,
    credentials: UserCredentials,
  ): Promise<StateDecision> {
    const { access, health } = this.services;
    if (entityRefs.length !== 1)
      return {
        ok: false,
        code: 'realtime.command.malformed',
        message: `topic-health is watched of one entity, not of ${entityRefs.length}. Watch topic-health-summary, or one entity after the other.`,
      };
    const grant = await access.authorise(entityRefs[0], credentials);
    if (!grant.ok) return grant;
    return {
      ok: true,
      identity: health.identityOf(grant),
      open: onValue => health.watch(grant, pace, onValue),
      refresh: () => health.refresh(grant),
    };
  }
}
