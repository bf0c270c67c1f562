import {
  RealtimeError,
  type RealtimeErrorCode,
} from '@backstage-realtime/plugin-realtime-common';
import type { SourceEvent } from '@backstage-realtime/plugin-realtime-node';
import { gapEntry, noteEntry } from './entries';
import type { Lane } from './Lane';
import { Outlet } from './Outlet';
import { resumeFrom, shownPhase, type AccountParts } from './phase';
import { PhaseMachine } from './PhaseMachine';
import { ReaderStatus } from './ReaderStatus';
import type { RingItem } from './Ring';
import { StatsReport } from './StatsReport';
import { StatusReport } from './StatusReport';
import type { Subscription, SubscriptionSummary } from './Subscription';
import type { SubscriptionSetup } from './SubscriptionSetup';
import { Tally } from './Tally';
import type { ReaderListener } from './TopicReader';
import { subscribedFrame } from './viewerFrames';

/** No count of changes: the next second is not to be left out. */
const RESTLESS = -1;

/** One viewer of one stream: its phases, paused on top of them, and what it is told about both. */
export class HubSubscription implements Subscription, ReaderListener {
  private readonly tally: Tally;
  private readonly outlet: Outlet;
  private readonly phases: PhaseMachine;
  private readonly status: StatusReport;
  private readonly account: StatsReport;
  /** Of the viewer's own reading of history. */
  private readonly outages = new ReaderStatus();
  private paused: 'viewer' | 'idle' | undefined;
  /** Changes of the tally when everything was told and nothing was under way. */
  private restedAt = RESTLESS;

  constructor(private readonly setup: SubscriptionSetup) {
    const { sink, clock, settings } = setup;
    this.tally = new Tally(clock.now());
    this.outlet = new Outlet(sink, this.tally, clock, settings.unackedBatches);
    this.status = new StatusReport(sink);
    this.account = new StatsReport(sink, setup.turn);
    this.phases = new PhaseMachine(setup, this.outlet, {
      onChanged: () => this.onChanged(),
      onRefused: (code, reason) => this.end(code, reason),
      onFault: error => this.onFault(error),
      onOutage: event => this.onOutage(event),
    });
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

  open(): void {
    this.setup.reader.listeners.add(this);
    this.tellStatus();
    if (this.setup.reader.description) this.onDescribed();
  }

  ack(sequence: number): void {
    this.outlet.ack(sequence);
    this.phases.pump();
  }

  wake(): void {
    this.outlet.poke();
    this.phases.pump();
  }

  pause(because: 'viewer' | 'idle'): void {
    if (this.phases.isEnded) return;
    this.paused = because;
    this.onChanged();
  }

  resume(from: 'buffer' | 'now'): void {
    if (this.phases.isEnded || !this.paused) return;
    this.paused = undefined;
    if (from === 'now') this.phases.skipToNow();
    this.onChanged();
  }

  setMode(mode: 'records' | 'counts'): void {
    this.phases.want(mode);
  }

  summary(): SubscriptionSummary {
    return this.tally.toSummary(this.phases.hidden);
  }

  close(): void {
    if (this.phases.isEnded) return;
    this.setup.reader.listeners.delete(this);
    this.phases.end();
    this.setup.onClosed();
  }

  /** Ends with a reason the viewer is told. */
  end(code: RealtimeErrorCode, reason: string): void {
    if (this.phases.isEnded) return;
    const { sink, clock, reader } = this.setup;
    const resume = resumeFrom(this.phases.phase, reader);
    this.tellStats();
    this.close();
    const sinceMs = clock.now();
    sink.sendFrame({
      type: 'status',
      status: { state: 'stopped', sinceMs, code, reason },
    });
    sink.sendFrame({ type: 'end', code, reason, ...(resume && { resume }) });
  }

  onDescribed(): void {
    this.setup.lane.whenSettled(() => this.begin());
  }

  onStatus = () => {
    this.restedAt = RESTLESS;
    this.tellStatus();
  };

  onItem(item: RingItem): void {
    if (this.phases.phase.state !== 'counting' || item.kind === 'batch') return;
    this.outlet.deliver(
      item.kind === 'gap' ? gapEntry(item.gap) : noteEntry(item.note),
    );
  }

  onFailed(code: RealtimeErrorCode, reason: string): void {
    this.end(code, reason);
  }

  /** True while {@link HubSubscription.tick} would find nothing to do, unless the stream has news. */
  isAtRest(second: number): boolean {
    return this.restedAt === this.tally.changes && !this.account.isDue(second);
  }

  /** Once a second, while it is not at rest. */
  tick(second: number): void {
    if (this.phases.isEnded) return;
    this.wake();
    this.tally.roll(this.setup.clock.now());
    if (!this.isSteady) this.tellStatus();
    const isTold = this.account.tick(this.accountParts(), second);
    const canRest = isTold && this.isSteady && !this.phases.isBehind;
    this.restedAt = canRest ? this.tally.changes : RESTLESS;
  }

  private begin(): void {
    const { reader, request, sink } = this.setup;
    if (this.phases.phase.state !== 'opening' || !reader.description) return;
    sink.sendFrame(subscribedFrame(this.channel, request.ref, reader));
    this.phases.begin();
    this.tellStart();
    this.tellStatus();
  }

  /** Its resume position is the start: a viewer cut off within the first second loses nothing. */
  private tellStart(): void {
    if (!this.phases.isEnded) this.tellStats();
  }

  /** True while every change of the state is an event, so that the tick need not look. */
  private get isSteady(): boolean {
    const { state } = this.phases.phase;
    const isOpen = state === 'live' || state === 'counting';
    return isOpen && this.setup.reader.status.isReading;
  }

  private onChanged(): void {
    this.restedAt = RESTLESS;
    if (this.phases.phase.state === 'live')
      this.outages.recover([], this.setup.clock.now());
    this.tellStatus();
    this.outlet.isHeld =
      this.paused !== undefined || this.phases.waitsForCounts;
    this.wake();
  }

  private onOutage(event: SourceEvent): void {
    const nowMs = this.setup.clock.now();
    if (event.kind === 'unreachable') this.outages.lose(event, nowMs);
    if (event.kind === 'reachable') this.outages.recover(event.missing, nowMs);
    this.tellStatus();
  }

  private onFault(error: unknown): void {
    if (error instanceof RealtimeError) this.end(error.code, error.message);
    else this.setup.onFault(error);
  }

  private tellStats(): void {
    this.account.tell(this.accountParts());
  }

  private accountParts(): AccountParts {
    const { setup, tally, paused } = this;
    const counts = { readers: 1, viewers: setup.reader.listeners.size };
    return { setup, phase: this.phases.phase, tally, paused, counts };
  }

  private tellStatus(): void {
    if (this.phases.isEnded) return;
    this.status.tell({
      nowMs: this.setup.clock.now(),
      paused: this.paused,
      reader: this.setup.reader.status,
      own: this.outages,
      ...shownPhase(this.phases.phase),
    });
  }
}
