import type { CloseName } from '@backstage-realtime/plugin-realtime-common';

/** Counts since the process started, cheap enough for the sending path. */
export interface GatewayCounters {
  ticketsIssued: number;
  ticketsRefused: number;
  socketsAccepted: number;
  eventStreamsAccepted: number;
  /** Upgrades refused, by HTTP status. */
  upgradesRefused: Record<number, number>;
  /** Viewers closed by us, by row of CLOSE_CODES. */
  closes: Partial<Record<CloseName, number>>;
  commands: number;
  commandsMalformed: number;
  streamsStarted: number;
  streamsRefused: number;
  frames: number;
  segments: number;
  segmentBytes: number;
}

export function createCounters(): GatewayCounters {
  return {
    ticketsIssued: 0,
    ticketsRefused: 0,
    socketsAccepted: 0,
    eventStreamsAccepted: 0,
    upgradesRefused: {},
    closes: {},
    commands: 0,
    commandsMalformed: 0,
    streamsStarted: 0,
    streamsRefused: 0,
    frames: 0,
    segments: 0,
    segmentBytes: 0,
  };
}

export function countClose(counters: GatewayCounters, name: CloseName): void {
  counters.closes[name] = (counters.closes[name] ?? 0) + 1;
}

export function countRefusal(counters: GatewayCounters, status: number): void {
  counters.upgradesRefused[status] =
    (counters.upgradesRefused[status] ?? 0) + 1;
}
