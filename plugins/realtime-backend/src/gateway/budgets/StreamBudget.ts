import {
  MAX_WATCHING,
  type WatchedStream,
} from '@backstage-realtime/plugin-realtime-common';
import type { GatewaySettings } from '../../config/settings';

/** One open stream as the budget counts it. */
export interface OpenStream extends Required<WatchedStream> {
  userRef: string;
  /** Cluster, broker or endpoint, by its name. */
  system: string;
  /** Ends it with a word to its page; it leaves the budget before this returns. */
  stop(): void;
}

/**
 * A refusal names the limit, its number, and those of the caller's own streams
 * whose end would make room; never other people's.
 */
export type BudgetDecision =
  | { ok: true; release: () => void }
  | { ok: false; message: string; watching?: WatchedStream[] };

type Limits = Pick<
  GatewaySettings,
  | 'streamsPerUser'
  | 'streamsPerEntity'
  | 'streamsPerSystem'
  | 'streamsPerProcess'
>;

interface Refusal {
  message: string;
  /** Whether one stream less of this kind would be enough. */
  wouldHelp(stream: OpenStream): boolean;
}

/** Open streams of this process, against the limits per user, per entity, per system and in all. */
export class StreamBudget {
  /** In the order they were opened. */
  private readonly open = new Set<OpenStream>();

  static create(limits: Limits): StreamBudget {
    return new StreamBudget(limits);
  }

  private constructor(private readonly limits: Limits) {}

  get size(): number {
    return this.open.size;
  }

  /**
   * Counts the stream until `release`, which may be called more than once.
   * `insteadOf` is stopped first when that makes room; one that is over already,
   * or belongs to somebody else, is as if it had not been named.
   */
  take(stream: OpenStream, insteadOf?: WatchedStream): BudgetDecision {
    const replaced = insteadOf && this.find(stream.userRef, insteadOf);
    const refusal = this.refusal(stream, replaced);
    if (refusal) {
      const { message, wouldHelp } = refusal;
      const watching = this.watchedBy(stream.userRef).filter(wouldHelp);
      return { ok: false, message, watching: toWatching(watching) };
    }
    replaced?.stop();
    const taken = { ...stream };
    this.open.add(taken);
    return { ok: true, release: () => this.open.delete(taken) };
  }

  /** What a user watches over all tabs; at most MAX_WATCHING, undefined for none. */
  watching(userRef: string): WatchedStream[] | undefined {
    return toWatching(this.watchedBy(userRef));
  }

  /** At most `streamsPerProcess` entries are looked at. */
  private watchedBy(userRef: string): OpenStream[] {
    return [...this.open].filter(stream => stream.userRef === userRef);
  }

  private find(userRef: string, wanted: WatchedStream): OpenStream | undefined {
    return this.watchedBy(userRef).find(
      ({ entityRef, stream, viewer }) =>
        entityRef === wanted.entityRef &&
        stream === wanted.stream &&
        viewer === (wanted.viewer ?? viewer),
    );
  }

  /** Undefined when there is room once `without` is gone. */
  private refusal(
    { userRef, entityRef, system }: OpenStream,
    without: OpenStream | undefined,
  ): Refusal | undefined {
    const { limits } = this;
    const open = [...this.open].filter(stream => stream !== without);
    const ofUser = open.filter(stream => stream.userRef === userRef);
    if (ofUser.length >= limits.streamsPerUser)
      return {
        message: overUserLimit(ofUser, limits.streamsPerUser),
        wouldHelp: () => true,
      };
    return (
      this.over(
        'streamsPerEntity',
        entityRef,
        open,
        isOf('entityRef', entityRef),
      ) ??
      this.over('streamsPerSystem', system, open, isOf('system', system)) ??
      this.over('streamsPerProcess', 'this server', open, () => true)
    );
  }

  /** Refuses when as many streams as `limit` allows are counted already. */
  private over(
    limit: Exclude<keyof Limits, 'streamsPerUser'>,
    whose: string,
    open: OpenStream[],
    isCounted: (stream: OpenStream) => boolean,
  ): Refusal | undefined {
    const count = open.filter(isCounted).length;
    if (count < this.limits[limit]) return undefined;
    return {
      message: `${count} of ${this.limits[limit]} streams of ${whose} are open. Try again later, or ask the platform team to raise realtime.gateway.${limit}`,
      wouldHelp: isCounted,
    };
  }
}

function isOf(field: 'entityRef' | 'system', value: string) {
  return (stream: OpenStream) => stream[field] === value;
}

/** The sentence of the limit per user, for streams that count and for those still opening. */
export function overUserLimit(
  streams: Array<Pick<WatchedStream, 'entityRef' | 'stream'>>,
  limit: number,
): string {
  const names = streams
    .map(({ stream, entityRef }) => `${stream} of ${entityRef}`)
    .join(', ');
  return `You watch ${streams.length} of ${limit} streams: ${names}. Close one, or ask the platform team to raise realtime.gateway.streamsPerUser`;
}

function toWatching(streams: OpenStream[]): WatchedStream[] | undefined {
  if (streams.length === 0) return undefined;
  return streams
    .slice(0, MAX_WATCHING)
    .map(({ entityRef, stream, viewer }) => ({ entityRef, stream, viewer }));
}
