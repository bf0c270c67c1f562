import type {
  StateKind,
  WatchCommand,
} from '@backstage-realtime/plugin-realtime-common';
import type { Refusal } from '../access/refusals';
import type { UserCredentials } from '../access/StreamAccess';
import type { StateDecision, StateFeed } from './StateFeed';

type Pace = NonNullable<WatchCommand['pace']>;

/** What a feed of one entity stands on. */
export interface EntityFeedParts<Grant extends { ok: true }> {
  state: StateKind;
  access: {
    authorise(
      entityRef: string,
      credentials: UserCredentials,
    ): Promise<Grant | Refusal>;
  };
  source: {
    /** Equal for grants that show the same. */
    identityOf(grant: Grant): string;
    watch(
      grant: Grant,
      pace: Pace,
      onValue: (value: object) => void,
    ): () => void;
    refresh(grant: Grant): void;
  };
}

/** A state of one entity: what of it a caller may see, whenever it is read anew. */
export class EntityFeed<Grant extends { ok: true }> implements StateFeed {
  static create<Grant extends { ok: true }>(
    parts: EntityFeedParts<Grant>,
  ): EntityFeed<Grant> {
    return new EntityFeed(parts);
  }

  private constructor(private readonly parts: EntityFeedParts<Grant>) {}

  async authorise(
    { entityRefs, pace = 'focused' }: WatchCommand,
    credentials: UserCredentials,
  ): Promise<StateDecision> {
    const { access, source, state } = this.parts;
    if (entityRefs.length !== 1)
      return {
        ok: false,
        code: 'realtime.command.malformed',
        message: `${state} is watched of one entity, not of ${entityRefs.length}. Watch one entity after the other.`,
      };
    const grant = await access.authorise(entityRefs[0], credentials);
    if (!grant.ok) return grant;
    return {
      ok: true,
      identity: source.identityOf(grant),
      open: onValue => source.watch(grant, pace, onValue),
      refresh: () => source.refresh(grant),
    };
  }
}
