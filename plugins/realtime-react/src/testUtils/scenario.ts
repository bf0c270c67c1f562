import {
  toOffset,
  type Gap,
  type StatsFrame,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  ConnectionState,
  StreamFrame,
} from '@backstage-realtime/plugin-realtime-react';
import { aRecord, type RecordParts } from './buildBatch';
import { aStatsFrame, aSubscribedFrame } from './frames';

/** A frame of one stream as a scenario writes it: without the number of the subscription. @public */
export type ScenarioFrame = StreamFrame extends infer T
  ? T extends { sub?: number }
    ? Omit<T, 'sub'>
    : never
  : never;

/** Something that reaches the page; the number of the subscription is added by the player. @public */
export type ScenarioItem =
  | { kind: 'connection'; state: ConnectionState }
  | { kind: 'frame'; frame: ScenarioFrame }
  | {
      kind: 'records';
      records: RecordParts[];
      filtered?: number;
      sampled?: number;
    };

/** What happens `afterMs` after the step before it. @public */
export interface ScenarioStep {
  afterMs: number;
  /** Items, or how to make them from the time and the number of rounds played (from 0). */
  play: ScenarioItem[] | ((nowMs: number, round: number) => ScenarioItem[]);
}

/** What one stream does from the moment it is opened. @public */
export interface StreamScenario {
  steps: ScenarioStep[];
  /** After the last step go on with this one, for ever. */
  repeatFrom?: number;
}

/** Connection open and stream live, with no records yet. @public */
export function openingSteps(partitions = 3): ScenarioStep[] {
  const ranges = Array.from({ length: partitions }, (_, partition) => ({
    partition,
    low: toOffset(0),
    high: toOffset(0),
  }));
  return [
    {
      afterMs: 0,
      play: nowMs => [
        {
          kind: 'connection',
          state: { state: 'open', sinceMs: nowMs, transport: 'websocket' },
        },
        { kind: 'frame', frame: aSubscribedFrame({ partitions: ranges }) },
        {
          kind: 'frame',
          frame: { type: 'status', status: { state: 'live', sinceMs: nowMs } },
        },
        { kind: 'frame', frame: aStatsFrame({ atMs: nowMs }) },
      ],
    },
  ];
}

/** Three partitions and 20 records a second unless told. @public */
export interface LiveScenarioOptions {
  partitions?: number;
  recordsPerSecond?: number;
  /** Record `i` of the whole stream; partition and offset are set unless given. */
  record?: (i: number, nowMs: number) => RecordParts;
}

/** A stream that lives for ever: records ten times a second, counts once. @public */
export function liveScenario(
  options: LiveScenarioOptions = {},
): StreamScenario {
  const {
    partitions = 3,
    recordsPerSecond = 20,
    record = () => ({}),
  } = options;
  const perTick = Math.max(1, Math.round(recordsPerSecond / 10));
  const tick: ScenarioStep = {
    afterMs: 100,
    play: (nowMs, round) => {
      const first = round * perTick;
      const records = Array.from({ length: perTick }, (_, n) =>
        recordAt(first + n, nowMs, partitions, record),
      );
      const counts =
        round % 10 === 9
          ? [countsAt(first + perTick, nowMs, partitions, perTick * 10)]
          : [];
      return [{ kind: 'records', records }, ...counts];
    },
  };
  return { steps: [...openingSteps(partitions), tick], repeatFrom: 1 };
}

/** A gap of exactly these records in partition 0. @public */
export function aGap(parts: Partial<Gap> = {}): Gap {
  return {
    partition: 0,
    firstOffset: toOffset(0),
    lastOffset: toOffset(99),
    count: 100,
    reason: 'lapped',
    ...parts,
  };
}

function recordAt(
  i: number,
  nowMs: number,
  partitions: number,
  record: NonNullable<LiveScenarioOptions['record']>,
): RecordParts {
  const place = {
    partition: i % partitions,
    offset: Math.floor(i / partitions),
    timestampMs: nowMs,
  };
  return {
    ...place,
    key: `key-${i % 7}`,
    value: `{"number":${i},"text":"record ${i}"}`,
    ...record(i, nowMs),
  };
}

function countsAt(
  seen: number,
  nowMs: number,
  partitions: number,
  ratePerSecond: number,
): ScenarioItem {
  const frame: StatsFrame = aStatsFrame({
    atMs: nowMs,
    seen,
    delivered: seen,
    ratePerSecond,
    shownPerSecond: ratePerSecond,
    bytesPerSecond: ratePerSecond * (aRecord().valueBytes ?? 0),
    behindMs: 40,
    partitions: Array.from({ length: partitions }, (_, partition) => ({
      partition,
      low: toOffset(0),
      high: toOffset(Math.ceil((seen - partition) / partitions)),
      ratePerSecond: ratePerSecond / partitions,
    })),
  });
  return { kind: 'frame', frame };
}
