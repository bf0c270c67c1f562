import {
  RealtimeError,
  type RealtimeErrorCode,
  type WatchCommand,
} from '@backstage-realtime/plugin-realtime-common';
import type { Refusal } from '../access/refusals';
import type { UserCredentials } from '../access/StreamAccess';
import type { Clock } from '../clock';
import type { StateDecision, StateFeed } from './StateFeed';

type Pace = NonNullable<WatchCommand['pace']>;

/** An entity of which the caller gets nothing. */
export interface RefusedEntity {
  entityRef: string;
  code: RealtimeErrorCode;
}

/** What a feed of many entities stands on. */
export interface SummaryFeedParts<
  Grant extends { ok: true; entityRef: string },
  Value,
  Line,
> {
  access: {
    /** One answer an entity, in their order. */
    authoriseAll(
      entityRefs: readonly string[],
      credentials: UserCredentials,
    ): Promise<Array<Grant | Refusal>>;
  };
  source: {
    /** Equal for grants that show the same. */
    identityOf(grant: Grant): string;
    /** A `RealtimeError`, as of a budget, leaves out this entity for a while. */
    watch(
      grant: Grant,
      pace: Pace,
      onValue: (value: Value) => void,
    ): () => void;
    refresh(grant: Grant): void;
  };
  clock: Clock;
  /** What is told of an entity; one that is the same as before is not told again. */
  toLine(value: Value): Line;
  toOverview(
    lines: Line[],
    refused: readonly RefusedEntity[],
    nowMs: number,
  ): object;
}

/** Entities whose readings come at the same time are told together. */
const GATHER_MS = 250;

/** An entity that a budget left out is tried again after this. */
const RETRY_MS = 30_000;

/**
 * A state of several entities: a line for each the caller may see, gathered into
 * one stream. Every entity is authorised as if it were watched alone, and shares
 * its readings with whoever does. Entities that are not read yet follow.
 */
export class SummaryFeed<
  Grant extends { ok: true; entityRef: string },
  Value,
  Line,
> implements StateFeed {
  static create<Grant extends { ok: true; entityRef: string }, Value, Line>(
    parts: SummaryFeedParts<Grant, Value, Line>,
  ): SummaryFeed<Grant, Value, Line> {
    return new SummaryFeed(parts);
  }

  private constructor(
    private readonly parts: SummaryFeedParts<Grant, Value, Line>,
  ) {}

  async authorise(
    { entityRefs, pace = 'background' }: WatchCommand,
    credentials: UserCredentials,
  ): Promise<StateDecision> {
    const { access, source } = this.parts;
    const asked = [...new Set(entityRefs)];
    const decisions = await access.authoriseAll(asked, credentials);
    const grants = decisions.flatMap(each => (each.ok ? [each] : []));
    const refused = decisions.flatMap((each, i) =>
      each.ok ? [] : [{ entityRef: asked[i], code: each.code }],
    );
    const shown = grants.map(grant => source.identityOf(grant));
    return {
      ok: true,
      identity: JSON.stringify([shown, refused]),
      open: onValue =>
        new Gathering(this.parts, { grants, refused, pace }, onValue).close,
      refresh: () => grants.forEach(grant => source.refresh(grant)),
    };
  }
}

interface Granted<Grant> {
  grants: readonly Grant[];
  refused: readonly RefusedEntity[];
  pace: Pace;
}

/** The lines of one viewer, told whenever one of them is another. */
class Gathering<Grant extends { ok: true; entityRef: string }, Value, Line> {
  private readonly lines = new Map<string, { line: Line; text: string }>();
  private readonly leftOut = new Map<string, RefusedEntity>();
  private readonly closes = new Map<string, () => void>();
  private cancelTell?: () => void;

  constructor(
    private readonly parts: SummaryFeedParts<Grant, Value, Line>,
    private readonly granted: Granted<Grant>,
    private readonly onValue: (value: object) => void,
  ) {
    try {
      granted.grants.forEach(grant => this.watch(grant));
    } catch (error) {
      this.close();
      throw error;
    }
    if (granted.grants.length === 0) this.tellSoon();
  }

  readonly close = (): void => {
    this.cancelTell?.();
    this.closes.forEach(close => close());
    this.closes.clear();
  };

  private watch(grant: Grant): void {
    const { entityRef } = grant;
    try {
      const close = this.parts.source.watch(grant, this.granted.pace, value =>
        this.take(entityRef, value),
      );
      this.closes.set(entityRef, close);
    } catch (error) {
      if (!(error instanceof RealtimeError)) throw error;
      this.leaveOut(grant, error.code);
    }
  }

  private leaveOut(grant: Grant, code: RealtimeErrorCode): void {
    const { entityRef } = grant;
    this.leftOut.set(entityRef, { entityRef, code });
    this.tellSoon();
    const cancel = this.parts.clock.setTimeout(
      () => this.watch(grant),
      RETRY_MS,
    );
    this.closes.set(entityRef, cancel);
  }

  private take(entityRef: string, value: Value): void {
    const line = this.parts.toLine(value);
    const text = JSON.stringify(line);
    const wasLeftOut = this.leftOut.delete(entityRef);
    if (!wasLeftOut && this.lines.get(entityRef)?.text === text) return;
    this.lines.set(entityRef, { line, text });
    this.tellSoon();
  }

  private tellSoon(): void {
    const { clock, toOverview } = this.parts;
    this.cancelTell ??= clock.setTimeout(() => {
      this.cancelTell = undefined;
      const lines = [...this.lines.values()].map(({ line }) => line);
      const refused = [...this.granted.refused, ...this.leftOut.values()];
      this.onValue(toOverview(lines, refused, clock.now()));
    }, GATHER_MS);
  }
}
