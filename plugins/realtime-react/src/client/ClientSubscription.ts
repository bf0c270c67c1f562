import type {
  BatchReader,
  Command,
  Gap,
  GapReason,
  StartPosition,
  StreamFilter,
  SubscribeCommand,
  WatchedStream,
} from '@backstage-realtime/plugin-realtime-common';
import type { RecordStreamOptions } from '../store/RecordStream';
import type { StreamFrame, StreamSink, StreamWish } from '../store/StreamPort';
import { ResumeTracker } from './ResumeTracker';
import type { TransportKind } from './Transport';

/** The connection as one subscription uses it. */
export interface CommandChannel {
  /** False when nothing was carried; everything is then told anew at the next opening. */
  send(command: Command): boolean;
  now(): number;
}

/** Frames by which a subscribe is settled. */
const ANSWERS: ReadonlySet<StreamFrame['type']> = new Set([
  'subscribed',
  'error',
  'end',
]);

/** One stream of this tab over all its sockets: what is wanted, where it stands, and whether it is over. */
export class ClientSubscription {
  private readonly tracker = new ResumeTracker();
  private phase: 'opening' | 'live' | 'over' = 'opening';
  private isPaused = false;
  private mode: 'records' | 'counts';
  /** Newest batch of the present socket; acks of an older socket mean nothing to it. */
  private newest?: { channel: number; sequence: number };
  /** To be ended for this one; said until the server answered, then never again. */
  private insteadOf?: WatchedStream;

  constructor(
    private number: number,
    private readonly options: RecordStreamOptions,
    readonly sink: StreamSink,
    private readonly channel: CommandChannel,
  ) {
    this.mode = options.mode;
  }

  get sub(): number {
    return this.number;
  }

  get isOver(): boolean {
    return this.phase === 'over';
  }

  get isLive(): boolean {
    return this.phase === 'live';
  }

  /** What a fresh transport must be told to continue without loss and without doubles. */
  replay(kind: TransportKind): Command[] {
    this.phase = 'opening';
    this.newest = undefined;
    if (this.mode === 'counts' && !this.isPaused) this.missed('hidden');
    const subscribe = this.toSubscribe(kind);
    if (this.mode === 'counts') this.tracker.hold();
    return this.isPaused && kind === 'websocket'
      ? [subscribe, { type: 'pause', sub: this.sub }]
      : [subscribe];
  }

  /** After a refusal or an end: wanted again, if need be in the place of another stream of the user. */
  reopen(sub: number, insteadOf?: WatchedStream): void {
    this.number = sub;
    this.insteadOf = insteadOf;
    this.phase = 'opening';
  }

  wish(wish: StreamWish): void {
    if (wish.type === 'pause') this.pause();
    else if (wish.type === 'resume') this.resume(wish.from);
    else this.setMode(wish.mode);
  }

  takeFrame(frame: StreamFrame): void {
    if (ANSWERS.has(frame.type)) this.insteadOf = undefined;
    if (frame.type === 'subscribed') this.phase = 'live';
    if (frame.type === 'stats') this.tracker.takeResume(frame.resume);
    if (frame.type === 'gap') this.tracker.takeGap(frame.gap);
    if (frame.type === 'error' && this.phase === 'opening') this.phase = 'over';
    if (frame.type === 'end') {
      this.phase = 'over';
      if (frame.resume) this.tracker.takeResume(frame.resume);
    }
    this.sink.onFrame(frame);
  }

  takeBatch(batch: BatchReader): void {
    const rows = this.tracker.selectNew(batch);
    this.tracker.takeBatch(batch);
    this.newest = { channel: batch.channel, sequence: batch.sequence };
    this.sink.onBatch(batch, rows);
  }

  ack({ channel, sequence }: Pick<BatchReader, 'channel' | 'sequence'>): void {
    const { newest } = this;
    if (newest?.channel !== channel || sequence > newest.sequence) return;
    this.channel.send({ type: 'ack', channel, sequence });
  }

  private pause(): void {
    if (this.isPaused) return;
    this.isPaused = true;
    this.tracker.hold();
    if (this.phase !== 'over')
      this.channel.send({ type: 'pause', sub: this.sub });
  }

  /** A server that paused the stream itself (nobody there) is resumed as well. */
  private resume(from: 'buffer' | 'now'): void {
    this.isPaused = false;
    const isCarried =
      this.phase !== 'over' &&
      this.channel.send({ type: 'resume', sub: this.sub, from });
    if (from === 'buffer') this.tracker.replayHeld();
    else if (isCarried) this.tracker.skipHeld('skipped');
    else this.missed('skipped');
    if (this.mode === 'counts') this.tracker.hold();
  }

  private setMode(mode: 'records' | 'counts'): void {
    if (mode === this.mode) return;
    this.mode = mode;
    const isCarried =
      this.phase !== 'over' &&
      this.channel.send({ type: 'mode', sub: this.sub, mode });
    if (mode === 'counts') this.tracker.hold();
    else if (this.isPaused) return;
    else if (isCarried) this.tracker.skipHeld('hidden');
    else this.missed('hidden');
  }

  /** Draws the gap no server will report: the socket that knew of it is gone. */
  private missed(reason: GapReason): void {
    for (const gap of this.tracker.skipHeld(reason)) this.drawGap(gap);
  }

  private drawGap(gap: Gap): void {
    this.sink.onFrame({
      type: 'gap',
      sub: this.sub,
      atMs: this.channel.now(),
      gap,
    });
  }

  private toSubscribe(kind: TransportKind): SubscribeCommand {
    const { entityRef, stream, from, filter, maxPerSecond, unmask } =
      this.options;
    const position = this.tracker.replay();
    return {
      type: 'subscribe',
      sub: this.sub,
      entityRef,
      stream,
      from: position === undefined ? from : { at: 'resume', position },
      filter: narrow(filter, from),
      maxPerSecond,
      unmask,
      insteadOf: this.insteadOf,
      mode: this.isPaused && kind === 'sse' ? 'counts' : this.mode,
    };
  }
}

/** A start at an offset is for its partition alone; a resume position would bring the others. */
function narrow(
  filter: StreamFilter | undefined,
  from: StartPosition,
): StreamFilter | undefined {
  if (from.at !== 'offset') return filter;
  const { partition } = from;
  const isWanted = filter?.partitions?.includes(partition) ?? true;
  return { ...filter, partitions: isWanted ? [partition] : [] };
}
