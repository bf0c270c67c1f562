import {
  toOffset,
  type StatsFrame,
} from '@backstage-realtime/plugin-realtime-common';
import type { StreamSnapshot } from '@backstage-realtime/plugin-realtime-react';
import { STORY_MS, storyRows, windowOf } from './records';

const PARTITIONS = [0, 1, 2, 3, 4, 5];

export function aStats(part: Partial<StatsFrame> = {}): StatsFrame {
  return {
    type: 'stats',
    sub: 1,
    atMs: STORY_MS,
    seen: 57_480,
    delivered: 7_185,
    filtered: 0,
    gaps: { sampled: 50_150, lapped: 145 },
    ratePerSecond: 95.8,
    shownPerSecond: 12,
    sampledOneIn: 8,
    behindMs: 300,
    bytesPerSecond: 20_500,
    partitions: PARTITIONS.map(partition => ({
      partition,
      low: toOffset(41_000_000),
      high: toOffset(48_217_700),
      ratePerSecond: 15.6 + (partition % 3) * 0.4,
    })),
    readers: 1,
    viewers: 4,
    resume: 'epoch;0:48217700',
    ...part,
  };
}

/** Rate of the last minute with a small hump. */
export const storyRates = Array.from({ length: 60 }, (_, i) =>
  Math.round(93 + ((i * 7) % 5) + (i > 38 && i < 45 ? 12 : 0)),
);

/** A live stream; `part` changes what a page is about. */
export function aSnapshot(part: Partial<StreamSnapshot> = {}): StreamSnapshot {
  return {
    connection: {
      state: 'open',
      sinceMs: STORY_MS - 60_000,
      transport: 'websocket',
    },
    status: { state: 'live', sinceMs: STORY_MS - 60_000 },
    stats: aStats(),
    rows: windowOf(storyRows()),
    rates: storyRates,
    newSincePause: 0,
    partitions: PARTITIONS.map(partition => ({
      partition,
      low: toOffset(41_000_000),
      high: toOffset(48_217_700),
    })),
    isSeekable: true,
    mask: { policy: 'pii-default', paths: ['clientIp'], headers: [] },
    ...part,
  };
}
