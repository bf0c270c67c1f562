import {
  toStreamKey,
  type StreamRef,
  type StreamState,
} from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../../clock';
import type { Projector } from '../../hub/Projector';
import type { StreamHub, Subscription } from '../../hub/Subscription';
import type { ViewerSink } from '../../hub/ViewerSink';
import type { StageObservation } from '../observation';

type StageRef = Exclude<StreamRef, { kind: 'kafka' }>;

/** What a watcher stands on. */
export interface StageWatcherOptions {
  hub: Pick<StreamHub, 'subscribe'>;
  /** What the entity declares; topics of Kafka are left out, their offsets tell more. */
  streams: readonly StreamRef[];
  clock: Clock;
}

/** Streams followed for one entity; the rest is not observed. */
const MAX_STAGES = 20;

/** A viewer that only counts is shown no record; if one came, it would be empty. */
const NOTHING: Projector = {
  id: 'health-counts',
  prepare: () => undefined,
  project: (_batch, _i, view) => {
    view.keyEncoding = 0;
    view.keyBytes = -1;
    view.valueEncoding = 0;
    view.valueBytes = -1;
    view.headerCount = 0;
    view.headersBytes = 0;
    view.maskedFields = 0;
    view.originalValueBytes = -1;
  },
};

/**
 * Connection and count of the MQTT filters and WebSockets around an entity's
 * topics. From `start` to `stop` it is one more viewer of each of them, one that
 * only counts, so that it shares the reader of everybody who watches records.
 */
export class StageWatcher {
  private readonly stages = new Map<string, Stage>();

  static create(options: StageWatcherOptions): StageWatcher {
    return new StageWatcher(options);
  }

  private constructor(private readonly options: StageWatcherOptions) {}

  /** Does nothing for what is followed already. */
  start(): void {
    const { streams, hub, clock } = this.options;
    for (const ref of streams.filter(isStage).slice(0, MAX_STAGES)) {
      const key = toStreamKey(ref);
      if (!this.stages.has(key)) {
        this.stages.set(key, new Stage(ref, hub, clock));
      }
    }
  }

  /** Empty while nothing is followed. */
  read(): StageObservation[] {
    return [...this.stages.values()].map(stage => stage.read());
  }

  stop(): void {
    for (const stage of this.stages.values()) stage.close();
    this.stages.clear();
  }
}

function isStage(ref: StreamRef): ref is StageRef {
  return ref.kind !== 'kafka';
}

/** One stream, followed from construction to `close`. Records count from `sinceMs` on. */
class Stage {
  private readonly subscription: Subscription;
  private isConnected?: boolean;
  private sinceMs?: number;
  private seenBefore = 0;

  constructor(
    private readonly ref: StageRef,
    hub: StageWatcherOptions['hub'],
    private readonly clock: Clock,
  ) {
    this.subscription = hub.subscribe(
      { ref, from: { at: 'latest' }, mode: 'counts', projector: NOTHING },
      this.createSink(),
    );
  }

  read(): StageObservation {
    const { ref, isConnected, sinceMs } = this;
    return {
      kind: ref.kind,
      system: ref.system,
      ...(ref.kind === 'mqtt' && { topic: ref.topic }),
      atMs: this.clock.now(),
      isConnected,
      sinceMs,
      ...(isConnected && { records: this.seen() - this.seenBefore }),
    };
  }

  close(): void {
    this.subscription.close();
  }

  private seen(): number {
    return this.subscription.summary().seen;
  }

  private createSink(): ViewerSink {
    return {
      canTake: () => true,
      sendSegment: ({ sequence }) => this.subscription.ack(sequence),
      sendFrame: frame => {
        if (frame.type === 'status') this.onStatus(frame.status);
      },
    };
  }

  private onStatus(status: StreamState): void {
    const isConnected = toConnected(status);
    if (isConnected === undefined || isConnected === this.isConnected) return;
    this.seenBefore = this.sinceMs === undefined ? 0 : this.seen();
    this.isConnected = isConnected;
    this.sinceMs = isConnected ? this.clock.now() : status.sinceMs;
  }
}

/** undefined while it is being opened: nobody knows yet. */
function toConnected({ state }: StreamState): boolean | undefined {
  if (state === 'live') return true;
  return state === 'unreachable' || state === 'stopped' ? false : undefined;
}
