import {
  toStreamKey,
  type StreamKey,
  type StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../../clock';
import type { ValueExaminer } from '../../decoding/examineValue';
import { turns } from '../../sources/kafka/requests/Slices';
import type { ContentFollower, ContentObservation } from './ContentObservation';
import { summariseSamples, type Sample } from './summariseSamples';
import {
  takeSamples,
  type HeldRecords,
  type Place,
  type TakenRecord,
} from './takeSamples';

/** What a watcher stands on. */
export interface ContentWatcherOptions {
  /** The records of a stream that somebody reads; undefined when nobody does. */
  hub: {
    held(key: StreamKey): HeldRecords | undefined;
    losses(key: StreamKey): ContentObservation['viewers'];
  };
  decoding: ValueExaminer;
  streams: readonly StreamRef[];
  clock: Clock;
}

/** Streams looked into for one entity; the rest is not observed. */
const MAX_STREAMS = 20;

/** Samples older than this count no more. */
const WINDOW_MS = 10 * 60_000;

/** What one reading found. */
interface Look {
  atMs: number;
  passed: number;
  samples: Sample[];
}

interface Watched {
  held: HeldRecords;
  place: Place;
  sinceMs: number;
  looks: Look[];
  hasDecoded: boolean;
}

/**
 * Looks into the records of streams that are being read. It reads nothing
 * itself: at each reading of health it takes at most a hundred records out of
 * what the readers of the record engine hold, so it costs the brokers nothing
 * and the viewers no time. What nobody reads is not observed, and is forgotten
 * with its reader.
 */
export class ContentWatcher implements ContentFollower {
  private readonly watched = new Map<StreamKey, Watched>();

  static create(options: ContentWatcherOptions): ContentWatcher {
    return new ContentWatcher(options);
  }

  private constructor(private readonly options: ContentWatcherOptions) {}

  async read(): Promise<ContentObservation[]> {
    const found: ContentObservation[] = [];
    for (const ref of this.options.streams.slice(0, MAX_STREAMS)) {
      const observation = await this.look(ref);
      if (observation) found.push(observation);
    }
    return found;
  }

  private async look(ref: StreamRef): Promise<ContentObservation | undefined> {
    const { hub, clock } = this.options;
    const key = toStreamKey(ref);
    const held = hub.held(key);
    if (!held) {
      this.watched.delete(key);
      return undefined;
    }
    const watched = this.reach(key, held);
    const taken = takeSamples(held, watched.place);
    watched.place = taken.place;
    const samples = await this.examine(taken.records, ref.system);
    const atMs = clock.now();
    watched.hasDecoded ||= samples.some(hasDecoded);
    watched.looks = [
      ...watched.looks.filter(look => atMs - look.atMs < WINDOW_MS),
      { atMs, passed: taken.passed, samples },
    ];
    const viewers = hub.losses(key);
    return { ...toObservation(ref, watched, atMs), viewers };
  }

  /** Another reader of the same stream holds other records. */
  private reach(key: StreamKey, held: HeldRecords): Watched {
    const known = this.watched.get(key);
    if (known?.held === held) return known;
    const sinceMs = this.options.clock.now();
    const watched: Watched = {
      ...{ held, sinceMs, looks: [], hasDecoded: false },
      place: { next: held.first, offsets: new Map() },
    };
    this.watched.set(key, watched);
    return watched;
  }

  private async examine(
    records: readonly TakenRecord[],
    system: string,
  ): Promise<Sample[]> {
    const samples: Sample[] = [];
    for (const { value, ...record } of records) {
      if (turns.isOver()) await turns.next();
      const examined =
        value && (await this.options.decoding.examine(value, system));
      samples.push({ ...record, examined });
    }
    return samples;
  }
}

function hasDecoded({ examined }: Sample): boolean {
  return examined !== undefined && examined.failure === undefined;
}

function toObservation(
  ref: StreamRef,
  { looks, sinceMs, hasDecoded: hasEver }: Watched,
  atMs: number,
): Omit<ContentObservation, 'viewers'> {
  const { decoding, ...summary } = summariseSamples(
    looks.flatMap(({ samples }) => samples),
  );
  return {
    kind: ref.kind,
    system: ref.system,
    ...(ref.kind !== 'websocket' && { topic: ref.topic }),
    atMs,
    spanMs: Math.min(WINDOW_MS, atMs - sinceMs),
    passed: looks.reduce((sum, { passed }) => sum + passed, 0),
    ...summary,
    decoding: { ...decoding, hasDecoded: hasEver },
  };
}
