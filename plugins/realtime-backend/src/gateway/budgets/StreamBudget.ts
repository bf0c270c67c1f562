import type { GatewaySettings } from '../../config/settings';

/** One open stream as the budget counts it. */
export interface OpenStream {
  userRef: string;
  entityRef: string;
  stream: string;
}

/** A refusal names the limit, its number, and the caller's own streams; never other people's. */
export type BudgetDecision =
  | { ok: true; release: () => void }
  | { ok: false; message: string; watching: OpenStream[] };

type Limits = Pick<
  GatewaySettings,
  'streamsPerUser' | 'streamsPerEntity' | 'streamsPerProcess'
>;

/** Open streams of this process, against the limits per user, per entity and in all. */
export class StreamBudget {
  private readonly open = new Set<OpenStream>();

  static create(limits: Limits): StreamBudget {
    return new StreamBudget(limits);
  }

  private constructor(private readonly limits: Limits) {}

  get size(): number {
    return this.open.size;
  }

  /** Counts the stream until `release`, which may be called more than once. */
  take(stream: OpenStream): BudgetDecision {
    const watching = this.watchedBy(stream.userRef);
    const message = this.refusal(stream, watching);
    if (message !== undefined) return { ok: false, message, watching };
    const taken = { ...stream };
    this.open.add(taken);
    return { ok: true, release: () => this.open.delete(taken) };
  }

  /** At most `streamsPerProcess` entries are looked at. */
  watchedBy(userRef: string): OpenStream[] {
    return [...this.open].filter(stream => stream.userRef === userRef);
  }

  private refusal(
    { entityRef }: OpenStream,
    watching: OpenStream[],
  ): string | undefined {
    const { streamsPerUser, streamsPerEntity, streamsPerProcess } = this.limits;
    if (watching.length >= streamsPerUser) {
      return `You watch ${
        watching.length
      } of ${streamsPerUser} streams: ${describe(
        watching,
      )}. Close one, or ask the platform team to raise realtime.gateway.streamsPerUser`;
    }
    const ofEntity = this.countOf(entityRef);
    if (ofEntity >= streamsPerEntity) {
      return `${ofEntity} of ${streamsPerEntity} streams of ${entityRef} are open. Try again later, or ask the platform team to raise realtime.gateway.streamsPerEntity`;
    }
    if (this.open.size < streamsPerProcess) return undefined;
    return `${this.open.size} of ${streamsPerProcess} streams of this server are open. Try again later, or ask the platform team to raise realtime.gateway.streamsPerProcess`;
  }

  private countOf(entityRef: string): number {
    return [...this.open].filter(stream => stream.entityRef === entityRef)
      .length;
  }
}

function describe(streams: OpenStream[]): string {
  return streams
    .map(({ stream, entityRef }) => `${stream} of ${entityRef}`)
    .join(', ');
}
