import type {
  Gap,
  NoteFrame,
} from '@backstage-realtime/plugin-realtime-common';
import type { Segment } from './ViewerSink';

/** Records of one partition in a segment: how many, and the offsets they span. */
export interface SegmentPart {
  partition: number;
  first: bigint;
  last: bigint;
  records: number;
}

/** Next offset by partition. */
export type PositionMap = Map<number, bigint>;

/** `seen = records + filtered + sampled`. */
export interface SegmentCounts {
  seen: number;
  filtered: number;
  sampled: number;
}

/** A batch of rows with what is needed to account for it without reading it. */
export interface SegmentEntry {
  kind: 'segment';
  segment: Segment;
  counts: SegmentCounts;
  parts: SegmentPart[];
  /** Next offset after the entry, of the partitions it touched. */
  positions: PositionMap;
  /** Time stamp of the newest record, ms since 1970. */
  newestMs: number;
  /** To be called once the viewer acknowledged: the bytes are then written over. Missing where viewers share them. */
  release?: () => void;
}

/** What a lane holds for its viewers, in the order it happened. `silent`: records passed, none matched. */
export type LaneEntry =
  | SegmentEntry
  | { kind: 'silent'; counts: SegmentCounts; positions: PositionMap }
  | { kind: 'gap'; gap: Gap; positions: PositionMap }
  | { kind: 'note'; note: NoteFrame['note']; positions: PositionMap };

const NOTHING: PositionMap = new Map();

/** A source's gap as an entry; its position is after the last offset, if known. */
export function gapEntry(gap: Gap): LaneEntry {
  const positions: PositionMap =
    gap.lastOffset === undefined
      ? NOTHING
      : new Map([[gap.partition, BigInt(gap.lastOffset) + 1n]]);
  return { kind: 'gap', gap, positions };
}

/** A source's note as an entry. */
export function noteEntry(note: NoteFrame['note']): LaneEntry {
  return { kind: 'note', note, positions: NOTHING };
}

/** Bytes an entry counts for in a bounded queue; text entries count a flat size. */
export function entryBytes(entry: LaneEntry): number {
  return entry.kind === 'segment' ? entry.segment.bytes.byteLength : 256;
}

/** Rows an entry shows. */
export function entryRecords(entry: LaneEntry): number {
  return entry.kind === 'segment' ? entry.segment.records : 0;
}
