import {
  RealtimeError,
  type InspectRequest,
  type InspectResponse,
  type StreamListing,
  type StreamsResponse,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  Clock,
  RealtimeApi,
  RecordStream,
  RecordStreamOptions,
  Scheduler,
  WindowBounds,
} from '@backstage-realtime/plugin-realtime-react';
import { systemClock } from '../client/Clock';
import { createPageScheduler } from '../store/Scheduler';
import { createRecordStream } from '../store/StreamStore';
import { DEFAULT_WINDOW_BOUNDS } from '../store/WindowBuilder';
import { liveScenario, type StreamScenario } from './scenario';
import { ScriptedStream } from './ScriptedStream';

/** All optional: without any, one live Kafka stream plays in real time. @public */
export interface FakeRealtimeApiOptions {
  /** Answer of `listStreams`, or the fault it fails with; one live Kafka stream unless told. */
  streams?: StreamsResponse | Error;
  /** By stream key; a stream without one is {@link liveScenario}. */
  scenarios?: Record<string, StreamScenario>;
  /** Answer of `inspect`; without it every record is no longer held. */
  inspect?: (request: InspectRequest) => InspectResponse | Error;
  clock?: Clock;
  scheduler?: Scheduler;
  window?: Partial<WindowBounds>;
}

/** A listing of a Kafka stream that may be read. @public */
export function aStreamListing(
  parts: Partial<StreamListing> = {},
): StreamListing {
  return {
    stream: 'kafka:local/pong_topic' as StreamListing['stream'],
    kind: 'kafka',
    system: 'local',
    title: 'pong_topic',
    canReadRecords: true,
    canUnmask: false,
    isSeekable: true,
    ...parts,
  };
}

/**
 * The api in memory, for component tests and dev pages: the real store over
 * scripted streams. With a TestClock and a TestScheduler nothing happens by
 * itself; without them the scenarios play in real time.
 * @public
 */
export class FakeRealtimeApi implements RealtimeApi {
  /** Streams opened so far, with what was asked of each. */
  readonly opened: Array<{
    options: RecordStreamOptions;
    script: ScriptedStream;
  }> = [];

  static create(options: FakeRealtimeApiOptions = {}): FakeRealtimeApi {
    return new FakeRealtimeApi(options);
  }

  private constructor(private readonly options: FakeRealtimeApiOptions) {}

  async listStreams(entityRef: string): Promise<StreamsResponse> {
    const {
      streams = { entityRef, streams: [aStreamListing()], problems: [] },
    } = this.options;
    if (streams instanceof Error) throw streams;
    return streams;
  }

  async inspect(request: InspectRequest): Promise<InspectResponse> {
    const answer = this.options.inspect?.(request) ?? notHeld(request);
    if (answer instanceof Error) throw answer;
    return answer;
  }

  open(options: RecordStreamOptions): RecordStream {
    const {
      clock = systemClock,
      scheduler = createPageScheduler(),
      window,
      scenarios,
    } = this.options;
    const scenario = scenarios?.[options.stream] ?? liveScenario();
    return createRecordStream(options, {
      clock,
      scheduler,
      bounds: { ...DEFAULT_WINDOW_BOUNDS, ...window },
      port: {
        open: (asked, sink) => {
          const script = ScriptedStream.play(scenario, sink, clock);
          this.opened.push({ options: asked, script });
          return script;
        },
      },
    });
  }
}

function notHeld({ partition, offset }: InspectRequest): RealtimeError {
  return new RealtimeError(
    'realtime.record.not-found',
    `Record ${offset} of partition ${partition} is no longer held.`,
  );
}
