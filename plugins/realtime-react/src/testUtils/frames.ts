import {
  toStreamKey,
  type ClusterName,
  type StatsFrame,
  type SubscribedFrame,
} from '@backstage-realtime/plugin-realtime-common';

/** Answer to a subscription of a seekable Kafka stream without partitions. @public */
export function aSubscribedFrame(
  parts: Partial<SubscribedFrame> = {},
): SubscribedFrame {
  return {
    type: 'subscribed',
    sub: 1,
    channel: 1,
    stream: toStreamKey({
      kind: 'kafka',
      system: 'local' as ClusterName,
      topic: 'pong_topic',
    }),
    partitions: [],
    isSeekable: true,
    ...parts,
  };
}

/** Counts of a stream on which nothing has happened yet. @public */
export function aStatsFrame(parts: Partial<StatsFrame> = {}): StatsFrame {
  return {
    type: 'stats',
    sub: 1,
    atMs: 1_700_000_000_000,
    seen: 0,
    delivered: 0,
    filtered: 0,
    gaps: {},
    ratePerSecond: 0,
    shownPerSecond: 0,
    sampledOneIn: 1,
    bytesPerSecond: 0,
    partitions: [],
    readers: 1,
    viewers: 1,
    resume: 'epoch-1;',
    ...parts,
  };
}
