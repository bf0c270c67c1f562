import type {
  InspectRequest,
  InspectResponse,
  StreamsResponse,
  WatchedStream,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  RealtimeApi,
  RecordStream,
  RecordStreamOptions,
  StreamSnapshot,
} from '@backstage-realtime/plugin-realtime-react';

/** What a fake backend says. */
export interface Story {
  response: StreamsResponse;
  /** Undefined: the listing never answers. */
  snapshot?: StreamSnapshot;
  /** What other streams show, by key. */
  others?: Record<string, StreamSnapshot>;
  inspected?: InspectResponse | Error;
}

/** Backend of one moment: it pauses and resumes, and remembers what was asked. */
export class StaticRealtimeApi implements RealtimeApi {
  readonly opened: RecordStreamOptions[] = [];
  readonly calls: string[] = [];
  private readonly streams = new Set<StaticStream>();

  constructor(private readonly story: Story) {}

  listStreams(): Promise<StreamsResponse> {
    return Promise.resolve(this.story.response);
  }

  inspect(request: InspectRequest): Promise<InspectResponse> {
    const { inspected } = this.story;
    this.calls.push(`inspect ${request.partition}:${request.offset}`);
    return inspected && !(inspected instanceof Error)
      ? Promise.resolve(inspected)
      : Promise.reject(inspected ?? new Error('The record is not held here.'));
  }

  open(options: RecordStreamOptions): RecordStream {
    this.opened.push(options);
    const { others, snapshot } = this.story;
    const stream = new StaticStream(
      others?.[options.stream] ?? snapshot,
      this.calls,
      () => this.streams.delete(stream),
    );
    this.streams.add(stream);
    return stream;
  }

  /** Streams opened and not closed. */
  get openCount(): number {
    return this.streams.size;
  }

  /** Gives every open stream another snapshot. */
  show(snapshot: StreamSnapshot): void {
    this.streams.forEach(stream => stream.show(snapshot));
  }
}

class StaticStream implements RecordStream {
  private readonly listeners = new Set<() => void>();

  constructor(
    private snapshot: StreamSnapshot | undefined,
    private readonly calls: string[],
    private readonly onClose: () => void,
  ) {}

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  getSnapshot = () => this.snapshot as StreamSnapshot;

  show(snapshot: StreamSnapshot) {
    this.snapshot = snapshot;
    this.listeners.forEach(listener => listener());
  }

  pause() {
    this.calls.push('pause');
    const { snapshot } = this;
    if (!snapshot) return;
    const sinceMs = snapshot.stats?.atMs ?? 0;
    const status = { state: 'paused', because: 'viewer', sinceMs } as const;
    this.show({ ...snapshot, status });
  }

  resume(from: 'buffer' | 'now') {
    this.calls.push(`resume ${from}`);
    const { snapshot } = this;
    if (!snapshot) return;
    const sinceMs = snapshot.stats?.atMs ?? 0;
    this.show({ ...snapshot, status: { state: 'live', sinceMs } });
  }

  setMode(mode: 'records' | 'counts') {
    this.calls.push(`mode ${mode}`);
  }

  retry(insteadOf?: WatchedStream) {
    this.calls.push(
      insteadOf ? `retry instead of ${insteadOf.stream}` : 'retry',
    );
  }

  close() {
    this.onClose();
  }
}
