import type {
  BatchReader,
  WatchedStream,
} from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../client/Clock';
import { orderByTime } from './orderByTime';
import { CountLedger } from './CountLedger';
import {
  beginView,
  connectView,
  countSincePause,
  pauseView,
  reduceView,
  retryView,
  type StreamView,
} from './reduceView';
import type { RecordStream, RecordStreamOptions } from './RecordStream';
import { RangePages } from './RangePages';
import { RenderPace } from './RenderPace';
import type { Scheduler } from './Scheduler';
import type {
  StreamFrame,
  StreamLink,
  StreamPort,
  StreamSink,
} from './StreamPort';
import type { ConnectionState, StreamSnapshot } from './StreamSnapshot';
import {
  DEFAULT_WINDOW_BOUNDS,
  WindowBuilder,
  type WindowBounds,
} from './WindowBuilder';

/** What a stream lives on. */
export interface RecordStreamDeps {
  port: StreamPort;
  scheduler: Scheduler;
  clock: Clock;
  bounds?: WindowBounds;
}

/** Frames that come by themselves while records flow; all others change what a person may do. */
const FLOWING: ReadonlySet<StreamFrame['type']> = new Set([
  'stats',
  'gap',
  'note',
]);

/** Opens a stream at once; its first snapshot is there when this returns. */
export function createRecordStream(
  options: RecordStreamOptions,
  deps: RecordStreamDeps,
): RecordStream {
  return StreamStore.open(options, deps);
}

/**
 * One stream as a page sees it.
 *
 * Frames and batches are taken in as they come, at the price of a reference
 * each. Before the next paint one ack per channel gives the server its credit
 * back, and everything that came is made into one new snapshot, of which the
 * listeners are told once. While drawing is dear that second half waits (see
 * RenderPace), unless a person or the state of the stream asks for it: more
 * records then come with one render, none is left out. A page that does not
 * even paint slows its own stream and nobody else's: the server then reports a gap.
 *
 * Paused, the shown window is simply not replaced, while counts go on. On a
 * hidden page only counts are asked for; what passed meanwhile comes back as a
 * gap row. Parts of a snapshot that did not change keep their identity. Memory
 * is bounded by the window (twice while paused). After `close` nothing changes.
 */
class StreamStore implements RecordStream, StreamSink {
  private readonly listeners = new Set<() => void>();
  private readonly counts = new CountLedger();
  private readonly window: WindowBuilder;
  private readonly pages?: RangePages;
  private readonly handled = new Map<number, number>();
  private readonly cleanups: Array<() => void> = [];
  private readonly pace = new RenderPace();
  private view: StreamView;
  private snapshot: StreamSnapshot;
  private wantedMode: 'records' | 'counts';
  private cancelPaint?: () => void;
  private cancelWait?: () => void;
  private cancelMeasure?: () => void;
  /** The next paint shows what there is, whatever the pace. */
  private isUrgent = true;
  private link?: StreamLink;

  static open(
    options: RecordStreamOptions,
    deps: RecordStreamDeps,
  ): StreamStore {
    const store = new StreamStore(options, deps);
    store.start(options);
    return store;
  }

  private constructor(
    options: RecordStreamOptions,
    private readonly deps: RecordStreamDeps,
  ) {
    const nowMs = deps.clock.now();
    const { bounds = DEFAULT_WINDOW_BOUNDS } = deps;
    this.window = WindowBuilder.create(bounds);
    this.pages = RangePages.of(options, bounds.maxRows);
    this.wantedMode = options.mode;
    this.view = beginView({ state: 'connecting', sinceMs: nowMs }, nowMs);
    this.snapshot = toSnapshot(this.view, this.window.build());
  }

  /** Bound, because `useSyncExternalStore` takes it without its object. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getSnapshot = (): StreamSnapshot => this.snapshot;

  pause(): void {
    if (this.view.pause) return;
    this.view = pauseView(this.view, this.deps.clock.now());
    this.link?.wish({ type: 'pause' });
    this.requestPaint('urgent');
  }

  resume(from: 'buffer' | 'now'): void {
    this.view = { ...this.view, pause: undefined };
    this.link?.wish({ type: 'resume', from });
    this.requestPaint('urgent');
  }

  setMode(mode: 'records' | 'counts'): void {
    this.wantedMode = mode;
    this.applyMode();
  }

  retry(insteadOf?: WatchedStream): void {
    this.view = retryView(this.view, this.deps.clock.now());
    this.link?.retry(insteadOf);
    this.requestPaint('urgent');
  }

  close(): void {
    for (const cleanup of this.cleanups.splice(0)) cleanup();
    this.cancelPaint?.();
    this.cancelPaint = undefined;
    this.cancelWait?.();
    this.cancelMeasure?.();
    this.link?.close();
    this.link = undefined;
    this.listeners.clear();
  }

  onConnection(connection: ConnectionState): void {
    this.view = connectView(this.view, connection);
    this.requestPaint('urgent');
  }

  onBatch(batch: BatchReader, rows?: Int32Array): void {
    this.window.appendBatch(batch, orderByTime(batch, rows));
    this.counts.takeBatch(batch);
    this.handled.set(batch.channel, batch.sequence);
    if (this.pages?.take(batch, rows?.length ?? batch.count)) this.holdPage();
    else this.requestPaint();
  }

  onFrame(frame: StreamFrame): void {
    this.appendRow(frame);
    if (frame.type === 'subscribed') this.counts.startOver();
    const taken = frame.type === 'stats' ? this.counts.takeStats(frame) : frame;
    this.view = reduceView(this.view, taken, this.deps.clock.now());
    this.requestPaint(FLOWING.has(frame.type) ? 'paced' : 'urgent');
  }

  /** What came is shown first: paused, the rows are no longer replaced. */
  private holdPage(): void {
    if (this.view.pause) return;
    this.commit();
    this.pause();
  }

  private start(options: RecordStreamOptions): void {
    const { port, scheduler } = this.deps;
    const mode = this.modeNow();
    this.link = port.open(
      mode === options.mode ? options : { ...options, mode },
      this,
    );
    this.cleanups.push(scheduler.onHiddenChange(() => this.applyMode()));
    this.snapshot = toSnapshot(this.view, this.snapshot.rows);
    this.requestPaint('urgent');
  }

  private appendRow(frame: StreamFrame): void {
    if (frame.type === 'gap') {
      const { atMs, gap } = frame;
      this.counts.takeGap(gap);
      this.window.appendRow(id => ({ kind: 'gap', id, atMs, gap }));
    } else if (frame.type === 'note') {
      const { atMs, note } = frame;
      this.window.appendRow(id => ({ kind: 'note', id, atMs, note }));
    }
  }

  private modeNow(): 'records' | 'counts' {
    return this.deps.scheduler.isHidden() ? 'counts' : this.wantedMode;
  }

  private applyMode(): void {
    this.link?.wish({ type: 'mode', mode: this.modeNow() });
  }

  private requestPaint(how: 'urgent' | 'paced' = 'paced'): void {
    if (how === 'urgent') this.isUrgent = true;
    if (!this.link || this.cancelPaint) return;
    this.cancelPaint = this.deps.scheduler.beforePaint(() => this.onPaint());
  }

  private onPaint(): void {
    const { clock } = this.deps;
    this.cancelPaint = undefined;
    this.acknowledge();
    const isFirst = this.snapshot.rows.length === 0;
    const isAtOnce = this.isUrgent || isFirst;
    const waitMs = isAtOnce ? 0 : this.pace.waitMs(clock.now());
    if (waitMs === 0) this.commit();
    else this.cancelWait ??= clock.setTimeout(() => this.onWaited(), waitMs);
  }

  /** Not asked again: a wall clock that was set back would say "later" for hours. */
  private onWaited(): void {
    this.cancelWait = undefined;
    this.requestPaint('urgent');
  }

  private commit(): void {
    this.isUrgent = false;
    this.cancelWait?.();
    this.cancelWait = undefined;
    const rows = this.view.pause ? this.snapshot.rows : this.window.build();
    this.snapshot = toSnapshot(this.view, rows);
    this.measure();
    for (const listener of [...this.listeners]) listener();
  }

  private measure(): void {
    const { clock, scheduler } = this.deps;
    const begunMs = clock.now();
    this.pace.begin(begunMs);
    this.cancelMeasure?.();
    this.cancelMeasure = scheduler.afterPaint?.(() =>
      this.pace.end(clock.now() - begunMs),
    );
  }

  private acknowledge(): void {
    for (const [channel, sequence] of this.handled)
      this.link?.ack({ channel, sequence });
    this.handled.clear();
  }
}

function toSnapshot(
  view: StreamView,
  rows: StreamSnapshot['rows'],
): StreamSnapshot {
  const {
    connection,
    status,
    stats,
    partitions,
    isSeekable,
    mask,
    problem,
    measured,
    pause,
  } = view;
  return {
    connection,
    status: pause?.status ?? status,
    stats,
    rows,
    rates: measured.values,
    newSincePause: countSincePause(view),
    partitions,
    isSeekable,
    mask,
    problem,
  };
}
