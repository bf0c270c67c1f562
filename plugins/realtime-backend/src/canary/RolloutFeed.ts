import type { WatchCommand } from '@backstage-realtime/plugin-realtime-common';
import type { RolloutAccess } from '../access/RolloutAccess';
import type { UserCredentials } from '../access/StreamAccess';
import type { StateDecision, StateFeed } from '../states/StateFeed';
import type { CanaryService } from './CanaryService';

interface Services {
  access: RolloutAccess;
  canary: Pick<CanaryService, 'identityOf' | 'watch' | 'refresh'>;
}

/** The state `rollout`: the rollouts of one entity that a caller may see, after every change. */
export class RolloutFeed implements StateFeed {
  static create(services: Services): RolloutFeed {
    return new RolloutFeed(services);
  }

  private constructor(private readonly services: Services) {}

  async authorise(
    { entityRefs }: WatchCommand,
    credentials: UserCredentials,
  ): Promise<StateDecision> {
    const { access, canary } = this.services;
    if (entityRefs.length !== 1)
      return {
        ok: false,
        code: 'realtime.command.malformed',
        message: `rollout is watched of one entity, not of ${entityRefs.length}. Watch one entity after the other.`,
      };
    const grant = await access.authorise(entityRefs[0], credentials);
    if (!grant.ok) return grant;
    return {
      ok: true,
      identity: canary.identityOf(grant),
      open: onValue => canary.watch(grant, onValue),
      refresh: () => canary.refresh(grant),
    };
  }
}
