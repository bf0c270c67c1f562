import type { StreamState } from '@backstage-realtime/plugin-realtime-common';
import type {
  Clock,
  StreamFrame,
  StreamLink,
  StreamSink,
  StreamWish,
} from '@backstage-realtime/plugin-realtime-react';
import { aBatch, aRecord, type RecordParts } from './buildBatch';
import type { ScenarioItem, StreamScenario } from './scenario';

/** Records kept while paused; older ones are a gap, as with a real ring. */
const BUFFER_RECORDS = 2_000;

/**
 * Plays a scenario to one stream. It knows what the server knows of pausing:
 * records wait in a bounded buffer, `now` skips them with an exact gap, and in
 * counts mode they pass as a gap. Everything else is in the scenario.
 * @public
 */
export class ScriptedStream implements StreamLink {
  readonly wishes: StreamWish[] = [];
  readonly acks: Array<{ channel: number; sequence: number }> = [];
  isClosed = false;
  private cancel?: () => void;
  private waiting: RecordParts[] = [];
  private missed = 0;
  private state: 'live' | 'paused' | 'counts' = 'live';
  private sequence = 0;

  static play(
    scenario: StreamScenario,
    sink: StreamSink,
    clock: Clock,
  ): ScriptedStream {
    const stream = new ScriptedStream(scenario, sink, clock);
    stream.start();
    return stream;
  }

  private constructor(
    private readonly scenario: StreamScenario,
    private readonly sink: StreamSink,
    private readonly clock: Clock,
  ) {}

  wish(wish: StreamWish): void {
    this.wishes.push(wish);
    if (wish.type === 'pause') this.state = 'paused';
    else if (wish.type === 'resume') this.resume(wish.from);
    else this.setMode(wish.mode);
  }

  ack({ channel, sequence }: { channel: number; sequence: number }): void {
    this.acks.push({ channel, sequence });
  }

  /** Plays the scenario from its beginning. */
  retry(): void {
    this.cancel?.();
    this.start();
  }

  close(): void {
    this.isClosed = true;
    this.cancel?.();
  }

  private start(): void {
    this.schedule(0, 0);
  }

  private schedule(step: number, round: number): void {
    const { steps, repeatFrom } = this.scenario;
    const next = step < steps.length ? step : repeatFrom;
    if (next === undefined || !steps[next]) return;
    this.cancel = this.clock.setTimeout(
      () => this.playStep(next, round),
      steps[next].afterMs,
    );
  }

  private playStep(step: number, round: number): void {
    const { steps, repeatFrom } = this.scenario;
    const { play } = steps[step];
    const items =
      typeof play === 'function' ? play(this.clock.now(), round) : play;
    for (const item of items) this.deliver(item);
    const isRoundOver = repeatFrom !== undefined && step === steps.length - 1;
    if (!this.isClosed)
      this.schedule(step + 1, isRoundOver ? round + 1 : round);
  }

  private deliver(item: ScenarioItem): void {
    if (item.kind === 'connection') this.sink.onConnection(item.state);
    else if (item.kind === 'frame')
      this.sink.onFrame(
        this.completeFrame({ ...item.frame, sub: 1 } as StreamFrame),
      );
    else if (this.state === 'live') this.sendRecords(item.records, item);
    else this.keepBack(item.records);
  }

  private completeFrame(frame: StreamFrame): StreamFrame {
    if (frame.type !== 'stats' || this.state !== 'paused') return frame;
    const records = this.waiting.length;
    return { ...frame, buffer: { records, fill: records / BUFFER_RECORDS } };
  }

  private sendRecords(
    records: RecordParts[],
    head: { filtered?: number; sampled?: number } = {},
  ): void {
    this.sequence += 1;
    const { filtered, sampled } = head;
    this.sink.onBatch(
      aBatch(records.map(aRecord), {
        sequence: this.sequence,
        filtered,
        sampled,
      }),
    );
  }

  private keepBack(records: RecordParts[]): void {
    if (this.state === 'paused') this.waiting.push(...records);
    else this.missed += records.length;
    const over = this.waiting.length - BUFFER_RECORDS;
    if (over <= 0) return;
    this.waiting.splice(0, over);
    this.sendGap(over, 'lapped');
  }

  private resume(from: 'buffer' | 'now'): void {
    this.state = 'live';
    const waiting = this.waiting.splice(0);
    if (from === 'now') this.sendGap(waiting.length, 'skipped');
    else if (waiting.length > 0) this.sendRecords(waiting);
    this.sendStatus({ state: 'live', sinceMs: this.clock.now() });
  }

  private setMode(mode: 'records' | 'counts'): void {
    this.state = mode === 'counts' ? 'counts' : 'live';
    if (mode === 'records') this.sendGap(this.missed, 'hidden');
    this.missed = 0;
  }

  private sendGap(
    count: number,
    reason: 'lapped' | 'skipped' | 'hidden',
  ): void {
    if (count === 0) return;
    this.sink.onFrame({
      type: 'gap',
      sub: 1,
      atMs: this.clock.now(),
      gap: { partition: 0, count, reason },
    });
  }

  private sendStatus(status: StreamState): void {
    this.sink.onFrame({ type: 'status', sub: 1, status });
  }
}
