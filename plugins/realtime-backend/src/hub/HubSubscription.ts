import {
  RealtimeError,
  type RealtimeErrorCode,
} from '@backstage-realtime/plugin-realtime-common';
import type { SourceEvent } from '@backstage-realtime/plugin-realtime-node';
import type { CatchUp } from './CatchUp';
import { Cursor } from './Cursor';
import { gapEntry, noteEntry, type PositionMap } from './entries';
import { planHistory } from './historyStart';
import type { Lane } from './Lane';
import { makeCatchUp } from './makeCatchUp';
import { Outlet } from './Outlet';
import type { RingItem } from './Ring';
import { gapsBetween } from './StatsLane';
import type { Subscription, SubscriptionSummary } from './Subscription';
import {
  hiddenIn,
  resumeFrom,
  shownPhase,
  type AccountParts,
  type Phase,
} from './phase';
import { ReaderStatus } from './ReaderStatus';
import { StatsReport } from './StatsReport';
import { StatusReport } from './StatusReport';
import type { SubscriptionSetup } from './SubscriptionSetup';
import { Tally } from './Tally';
import type { ReaderListener } from './TopicReader';
import { subscribedFrame, type StreamCounts } from './viewerFrames';

/** One viewer of one stream: opening, catching up, live or counting, ended; paused is a state on top. */
export class HubSubscription implements Subscription, ReaderListener {
  private readonly tally = new Tally();
  private readonly outlet: Outlet;
  private phase: Phase = { state: 'opening' };
  private wanted: 'records' | 'counts';
  private paused: 'viewer' | 'idle' | undefined;
  private readonly outages = new ReaderStatus();
  private readonly status: StatusReport;
  private readonly account: StatsReport;

  constructor(private readonly setup: SubscriptionSetup) {
    const { sink, clock, settings } = setup;
    this.outlet = new Outlet(sink, this.tally, clock, settings.unackedBatches);
    this.status = new StatusReport(sink);
    this.account = new StatsReport(sink);
    this.wanted = setup.request.mode;
  }

  get channel(): number {
    return this.setup.lane.channel;
  }

  get lane(): Lane {
    return this.setup.lane;
  }

  get viewer(): unknown {
    return this.setup.sink.viewer ?? this.setup.sink;
  }

  get isEnded(): boolean {
    return this.phase.state === 'ended';
  }

  open(): void {
    this.setup.reader.listeners.add(this);
    this.tellStatus();
    if (this.setup.reader.description) this.onDescribed();
  }

  ack(sequence: number): void {
    this.outlet.ack(sequence);
    this.pump();
  }

  wake(): void {
    this.outlet.poke();
    this.pump();
  }

  pause(because: 'viewer' | 'idle'): void {
    if (this.isEnded) return;
    this.paused = because;
    this.applyHold();
    this.tellStatus();
  }

  resume(from: 'buffer' | 'now'): void {
    if (this.isEnded || !this.paused) return;
    this.paused = undefined;
    if (from === 'now') this.skipToNow();
    this.applyHold();
    this.tellStatus();
  }

  setMode(mode: 'records' | 'counts'): void {
    if (this.isEnded || mode === this.wanted) return;
    this.wanted = mode;
    this.applyHold();
    this.setup.lane.whenSettled(() => this.applyMode());
  }

  summary(): SubscriptionSummary {
    return this.tally.toSummary(this.hidden);
  }

  close(): void {
    if (this.isEnded) return;
    const { phase } = this;
    this.phase = { state: 'ended' };
    this.setup.reader.listeners.delete(this);
    if (phase.state === 'catching-up') phase.catchUp.stop();
    if (phase.state === 'catching-up' || phase.state === 'live')
      this.setup.lane.leave(phase.cursor);
    this.setup.onClosed(this);
  }

  /** Ends with a reason the viewer is told. */
  end(code: RealtimeErrorCode, reason: string): void {
    if (this.isEnded) return;
    const resume = resumeFrom(this.phase, this.setup.reader);
    this.tellStats({ readers: 1, viewers: 1 });
    this.close();
    const sinceMs = this.setup.clock.now();
    this.setup.sink.sendFrame({
      type: 'status',
      status: { state: 'stopped', sinceMs, code, reason },
    });
    this.setup.sink.sendFrame({
      type: 'end',
      code,
      reason,
      ...(resume && { resume }),
    });
  }

  onDescribed(): void {
    this.setup.lane.whenSettled(() => this.begin());
  }

  onStatus = () => this.tellStatus();

  onItem(item: RingItem): void {
    if (this.phase.state !== 'counting' || item.kind === 'batch') return;
    this.outlet.deliver(
      item.kind === 'gap' ? gapEntry(item.gap) : noteEntry(item.note),
    );
  }

  onFailed(code: RealtimeErrorCode, reason: string): void {
    this.end(code, reason);
  }

  /** Once a second. `readers` of the stream is 1; `viewers` of the stream, this one included. */
  tick(counts: StreamCounts): void {
    if (this.isEnded) return;
    this.wake();
    this.tally.roll();
    this.tellStatus();
    if (this.setup.sink.canTake()) this.account.tick(this.accountParts(counts));
  }

  private begin(): void {
    const { reader, request } = this.setup;
    const { description } = reader;
    if (this.phase.state !== 'opening' || !description) return;
    this.setup.sink.sendFrame(
      subscribedFrame(this.channel, request.ref, reader),
    );
    const isHistoryWanted =
      request.mode === 'records' && request.from.at !== 'latest';
    if (this.wanted === 'counts' && !isHistoryWanted) {
      this.phase = { state: 'counting', since: reader.stats.ledger() };
    } else {
      const start = planHistory(request.from, description, reader.ring);
      if (start.kind === 'refused') this.end(start.code, start.reason);
      else if (start.kind === 'live')
        this.phase = { state: 'live', cursor: this.join('none') };
      else this.catchUp(start);
    }
    this.tellStart();
    this.tellStatus();
  }

  /** Its resume position is the start: a viewer cut off within the first second loses nothing. */
  private tellStart(): void {
    if (this.isEnded) return;
    const viewers = this.setup.reader.listeners.size;
    this.tellStats({ readers: 1, viewers });
  }

  private catchUp(start: Parameters<CatchUp['run']>[0]): void {
    const cursor = this.join(start.kind === 'source' ? 'rereads' : 'waits');
    const catchUp = makeCatchUp(
      this.setup,
      this.outlet,
      kind => this.hold(kind),
      event => this.onOutage(event),
    );
    this.phase = { state: 'catching-up', catchUp, cursor };
    const target = this.setup.reader.stats.positions();
    catchUp.run(start, { cursor, target }).then(
      outcome => {
        if (this.phase.state !== 'catching-up') return;
        if (outcome.kind === 'live') this.goLive(outcome.cursor);
        else if (outcome.kind === 'budget')
          this.end('realtime.scan.budget', outcome.reason);
      },
      error => this.onFault(error),
    );
  }

  private goLive(cursor: Cursor): void {
    this.outages.recover([], this.setup.clock.now());
    cursor.hold = 'none';
    this.phase = { state: 'live', cursor };
    this.tellStatus();
    this.setup.lane.whenSettled(() => this.applyMode());
    this.applyHold();
  }

  private hold(
    kind: Cursor['hold'],
  ): Promise<{ cursor: Cursor; target: PositionMap }> {
    return new Promise(resolve => {
      this.setup.lane.whenSettled(() => {
        const cursor = this.join(kind);
        if (this.phase.state === 'catching-up')
          this.phase = { ...this.phase, cursor };
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

  /** At a settled moment: from rows to counts or back, once neither history nor a newer wish is in the way. */
  private applyMode(): void {
    const { reader, lane } = this.setup;
    const { phase } = this;
    if (this.wanted === 'counts' && phase.state === 'live') {
      phase.cursor.skipToTail('hidden');
      lane.leave(phase.cursor);
      this.phase = { state: 'counting', since: reader.stats.ledger() };
    } else if (this.wanted === 'records' && phase.state === 'counting') {
      const gaps = gapsBetween(phase.since, reader.stats.ledger(), 'hidden');
      this.phase = { state: 'live', cursor: this.join('none') };
      for (const gap of gaps) this.outlet.tellGap(gap);
    }
    this.applyHold();
  }

  private skipToNow(): void {
    if (this.phase.state === 'live') this.phase.cursor.skipToTail('skipped');
    if (this.phase.state !== 'catching-up') return;
    const { catchUp, cursor } = this.phase;
    catchUp.stop();
    const { lane } = this.setup;
    for (const gap of catchUp.skipped(lane.queue.positionsAt(lane.queue.tail)))
      this.outlet.tellGap(gap);
    lane.leave(cursor);
    this.phase = { state: 'live', cursor: this.join('none') };
  }

  private applyHold(): void {
    const waitsForCounts =
      this.wanted === 'counts' && this.phase.state !== 'counting';
    this.outlet.isHeld = this.paused !== undefined || waitsForCounts;
    this.outlet.poke();
    this.pump();
  }

  private pump(): void {
    if (this.phase.state === 'live') this.phase.cursor.pump();
  }

  private get hidden(): number {
    return hiddenIn(this.phase, this.setup.reader);
  }

  private tellStats(counts: StreamCounts): void {
    this.account.tell(this.accountParts(counts));
  }

  private accountParts(counts: StreamCounts): AccountParts {
    const { setup, phase, tally, paused } = this;
    return { setup, phase, tally, paused, counts };
  }

  private onOutage(event: SourceEvent): void {
    const nowMs = this.setup.clock.now();
    if (event.kind === 'unreachable') this.outages.lose(event, nowMs);
    if (event.kind === 'reachable') this.outages.recover(event.missing, nowMs);
    this.tellStatus();
  }

  private onFault(error: unknown): void {
    if (error instanceof RealtimeError) this.end(error.code, error.message);
    else this.setup.onFault(error, this);
  }

  private tellStatus(): void {
    const { phase, paused } = this;
    if (phase.state === 'ended') return;
    this.status.tell({
      nowMs: this.setup.clock.now(),
      paused,
      reader: this.setup.reader.status,
      own: this.outages,
      ...shownPhase(phase),
    });
  }
}
