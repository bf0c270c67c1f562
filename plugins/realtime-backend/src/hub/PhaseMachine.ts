import type { RealtimeErrorCode } from '@backstage-realtime/plugin-realtime-common';
import type { SourceEvent } from '@backstage-realtime/plugin-realtime-node';
import type { CatchUp } from './CatchUp';
import { Cursor } from './Cursor';
import type { PositionMap } from './entries';
import { planHistory } from './historyStart';
import { makeCatchUp } from './makeCatchUp';
import type { Outlet } from './Outlet';
import { hiddenIn, type Phase } from './phase';
import { gapsBetween } from './StatsLane';
import type { SubscriptionSetup } from './SubscriptionSetup';

/** What a phase machine tells its subscription; `onRefused` and `onFault` end it. */
export interface PhaseEvents {
  onChanged(): void;
  onRefused(code: RealtimeErrorCode, reason: string): void;
  onFault(error: unknown): void;
  /** A broker of the viewer's own reading of history came or went. */
  onOutage(event: SourceEvent): void;
}

/**
 * Moves one subscription from phase to phase: opening, then catching up or at
 * once live, then live and counting as the viewer wishes, then ended. Every
 * cursor of the subscription is joined and left here, and only at settled
 * moments of its lane, so that no record is between two phases.
 */
export class PhaseMachine {
  private current: Phase = { state: 'opening' };
  private mode: 'records' | 'counts';

  constructor(
    private readonly setup: SubscriptionSetup,
    private readonly outlet: Outlet,
    private readonly events: PhaseEvents,
  ) {
    this.mode = setup.request.mode;
  }

  get phase(): Phase {
    return this.current;
  }

  get isEnded(): boolean {
    return this.current.state === 'ended';
  }

  /** The lane has something this viewer did not take yet. */
  get isBehind(): boolean {
    return this.current.state === 'live' && this.current.cursor.hasMore;
  }

  /** Only counts are wanted, while rows could still be sent. */
  get waitsForCounts(): boolean {
    return this.mode === 'counts' && this.current.state !== 'counting';
  }

  /** Records that passed by while only counts are sent. */
  get hidden(): number {
    return hiddenIn(this.current, this.setup.reader);
  }

  /** Out of opening, at a settled moment, once the source is described. */
  begin(): void {
    const { reader, request } = this.setup;
    const { description } = reader;
    if (this.current.state !== 'opening' || !description) return;
    const isHistoryWanted =
      request.mode === 'records' && request.from.at !== 'latest';
    if (this.mode === 'counts' && !isHistoryWanted) {
      this.count();
      return;
    }
    const start = planHistory(request.from, description, reader.ring);
    if (start.kind === 'refused')
      this.events.onRefused(start.code, start.reason);
    else if (start.kind === 'live') this.follow();
    else this.catchUp(start);
  }

  /** Takes effect once the lane is settled and history is read. */
  want(mode: 'records' | 'counts'): void {
    if (this.isEnded || mode === this.mode) return;
    this.mode = mode;
    this.events.onChanged();
    this.setup.lane.whenSettled(() => this.applyMode());
  }

  /** Gives up what the viewer has yet to get, and says so. */
  skipToNow(): void {
    if (this.current.state === 'live')
      this.current.cursor.skipToTail('skipped');
    if (this.current.state !== 'catching-up') return;
    const { catchUp, cursor } = this.current;
    catchUp.stop();
    const { lane } = this.setup;
    for (const gap of catchUp.skipped(lane.queue.positionsAt(lane.queue.tail)))
      this.outlet.tellGap(gap);
    lane.leave(cursor);
    this.follow();
  }

  /** Sends what the viewer has credit for. */
  pump(): void {
    if (this.current.state === 'live') this.current.cursor.pump();
  }

  end(): void {
    const ended = this.current;
    this.current = { state: 'ended' };
    if (ended.state === 'catching-up') ended.catchUp.stop();
    if (ended.state === 'catching-up' || ended.state === 'live')
      this.setup.lane.leave(ended.cursor);
  }

  private count(): void {
    const since = this.setup.reader.stats.ledger();
    this.current = { state: 'counting', since };
  }

  private follow(): void {
    this.current = { state: 'live', cursor: this.join('none') };
  }

  private catchUp(start: Parameters<CatchUp['run']>[0]): void {
    const cursor = this.join(start.kind === 'source' ? 'rereads' : 'waits');
    const { events } = this;
    const catchUp = makeCatchUp(
      this.setup,
      this.outlet,
      kind => this.hold(kind),
      event => events.onOutage(event),
    );
    this.current = { state: 'catching-up', catchUp, cursor };
    const target = this.setup.reader.stats.positions();
    catchUp.run(start, { cursor, target }).then(
      outcome => {
        if (this.current.state !== 'catching-up') return;
        if (outcome.kind === 'live') this.goLive(outcome.cursor);
        else if (outcome.kind === 'budget')
          events.onRefused('realtime.scan.budget', outcome.reason);
      },
      error => events.onFault(error),
    );
  }

  private goLive(cursor: Cursor): void {
    cursor.hold = 'none';
    this.current = { state: 'live', cursor };
    this.setup.lane.whenSettled(() => this.applyMode());
    this.events.onChanged();
  }

  private hold(
    kind: Cursor['hold'],
  ): Promise<{ cursor: Cursor; target: PositionMap }> {
    return new Promise(resolve => {
      this.setup.lane.whenSettled(() => {
        const cursor = this.join(kind);
        if (this.current.state === 'catching-up')
          this.current = { ...this.current, cursor };
        resolve({ cursor, target: this.setup.reader.stats.positions() });
      });
    });
  }

  private join(hold: Cursor['hold']): Cursor {
    const { lane } = this.setup;
    return lane.join(next => {
      const cursor = new Cursor(lane.queue, this.outlet, next);
      cursor.hold = hold;
      return cursor;
    });
  }

  /** From rows to counts or back, once neither history nor a newer wish is in the way. */
  private applyMode(): void {
    const { reader, lane } = this.setup;
    const from = this.current;
    if (this.mode === 'counts' && from.state === 'live') {
      from.cursor.skipToTail('hidden');
      lane.leave(from.cursor);
      this.count();
    } else if (this.mode === 'records' && from.state === 'counting') {
      const gaps = gapsBetween(from.since, reader.stats.ledger(), 'hidden');
      this.follow();
      for (const gap of gaps) this.outlet.tellGap(gap);
    }
    this.events.onChanged();
  }
}
