import {
  MASK_TOKEN,
  toOffset,
  type ViewedRecord,
} from '@backstage-realtime/plugin-realtime-common';
import type { Row, RowWindow } from '@backstage-realtime/plugin-realtime-react';

/** Moment of the story that every page tells: 2026-11-21 14:07:33.402 UTC. */
export const STORY_MS = Date.UTC(2026, 10, 21, 14, 7, 33, 402);

const encoder = new TextEncoder();
const bytes = (text: string) => encoder.encode(text);

/** A pong of the ping-pong story; `part` changes what a page is about. */
export function aRecord(part: Partial<ViewedRecord> = {}): ViewedRecord {
  return {
    partition: 5,
    offset: toOffset(48211863),
    timestampMs: STORY_MS - 682,
    timestampType: 'create',
    keyEncoding: 'text',
    key: bytes('8c4344a9'),
    valueEncoding: 'json',
    value: bytes(pong(9214348, 142)),
    valueBytes: 214,
    maskedFields: 1,
    headers: [
      { name: 'source', value: bytes('gateway-c') },
      { name: 'traceparent', value: bytes('00-4bf92f35-00f067aa-01') },
      { name: 'content-type', value: bytes('application/json') },
      { name: 'session', value: null, masked: true },
    ],
    ...part,
  };
}

function pong(n: number, processingTimeMs: number): string {
  const at = STORY_MS - 824;
  return JSON.stringify({
    messageId: `8c4344a9-c309-4c1e-${n}`,
    clientIp: MASK_TOKEN,
    originalContent: `ping ${n}`,
    response: `pong: ping ${n}`,
    pingTimestamp: at,
    pongTimestamp: at + processingTimeMs,
    processingTimeMs,
    region: 'eu-west-1',
  });
}

/** Record number `i` of the story, newest first. */
export function storyRecord(i: number): ViewedRecord {
  const partition = (i * 5 + 3) % 6;
  return aRecord({
    partition,
    offset: toOffset(48198012 + partition * 3000 - i * 7),
    timestampMs: STORY_MS - 360 - i * 83,
    key: bytes((0xfa169e5d - i * 7654321).toString(16).slice(0, 8)),
    value: bytes(pong(9214380 - i * 8, 98 + ((i * 37) % 45))),
    headers: [
      { name: 'source', value: bytes(`gateway-${'abc'[i % 3]}`) },
      { name: 'traceparent', value: bytes('00-4bf92f35-00f067aa-01') },
    ],
  });
}

export const undecodable = aRecord({
  partition: 2,
  offset: toOffset(48217642),
  keyEncoding: 'null',
  key: null,
  valueEncoding: 'bytes',
  value: Uint8Array.from([
    0, 0, 0, 0, 42, 14, 91, 112, 111, 110, 103, 58, 32, 112, 105, 110, 103,
  ]),
  valueBytes: 34,
  maskedFields: 0,
});

/** A value its mask policy cannot look into. */
export const withheld = aRecord({
  partition: 2,
  offset: toOffset(48217701),
  valueEncoding: 'withheld',
  value: new Uint8Array(0),
  valueBytes: 11,
  maskedFields: 0,
});

/** Two records of one key, newest first. */
export function storyPair(): ViewedRecord[] {
  const key = bytes('32779664');
  const older = aRecord({
    partition: 4,
    offset: toOffset(48214438),
    timestampMs: STORY_MS - 5_541,
    key,
    value: bytes(pong(9214364, 98)),
  });
  const newer = {
    ...older,
    offset: toOffset(48214440),
    timestampMs: STORY_MS - 541,
    value: bytes(pong(9214371, 132)),
  };
  return [newer, older];
}

/** The ping that the newer of {@link storyPair} answers. */
export function storyPing(): ViewedRecord {
  return aRecord({
    partition: 1,
    offset: toOffset(52007113),
    timestampMs: STORY_MS - 683,
    key: bytes('32779664'),
    value: bytes(pong(9214371, 132)),
  });
}

/** Payloads that try to leave their cell: markup, right-to-left override, length. */
export const hostile = aRecord({
  offset: toOffset(9007199254740993n),
  key: bytes('<script>alert(1)</script>'),
  value: bytes(
    JSON.stringify({
      html: '<img src=x onerror=alert(1)>',
      rtl: '\u202egnp.exe',
      long: 'x'.repeat(20_000),
    }).replace('"rtl"', '"big":9007199254740993,"rtl"'),
  ),
  maskedFields: 0,
});

export function rowOf(record: ViewedRecord): Row {
  const id = `${record.partition}-${record.offset}`;
  return { kind: 'record', id, record };
}

/** What a tab missed of three partitions while it was too slow. */
export function storyGaps(): Row[] {
  return [4, 1, 0].map(partition => ({
    kind: 'gap',
    id: `gap-${partition}-lapped`,
    atMs: STORY_MS - 60_000,
    gap: {
      partition,
      firstOffset: toOffset(48_100_000 + partition * 3_000),
      lastOffset: toOffset(48_106_999 + partition * 3_000),
      count: 7_000,
      reason: 'lapped',
    },
  }));
}

/** Passed while nobody looked, in a source without offsets. */
export const hiddenGap: Row = {
  kind: 'gap',
  id: 'gap-2',
  atMs: STORY_MS,
  gap: { partition: 0, count: 40, reason: 'hidden' },
};

/** More was wanted of the cluster than may be read in a second. */
export const slowedRows: Row[] = [
  {
    kind: 'gap',
    id: 'gap-slowed',
    atMs: STORY_MS,
    gap: {
      partition: 0,
      count: 3_120,
      reason: 'slowed',
      detail: 'prod-eu1 is read at 64 MiB a second at most',
    },
  },
  {
    kind: 'note',
    id: 'note-slowed',
    atMs: STORY_MS - 2_600,
    note: {
      kind: 'slowed',
      system: 'prod-eu1',
      bytesPerSecond: 64 * 1024 * 1024,
    },
  },
];

/** The first rows of the story with a gap, a note and an undecodable record. */
export function storyRows(count = 200): Row[] {
  const rows: Row[] = Array.from({ length: count }, (_, i) =>
    rowOf(storyRecord(i)),
  );
  rows.splice(2, 0, {
    kind: 'gap',
    id: 'gap-1',
    atMs: STORY_MS,
    gap: {
      partition: 3,
      firstOffset: toOffset(48197859),
      lastOffset: toOffset(48198003),
      count: 145,
      reason: 'lapped',
    },
  });
  rows.splice(8, 0, rowOf(undecodable));
  rows.splice(12, 0, {
    kind: 'note',
    id: 'note-1',
    atMs: STORY_MS - 1_273,
    note: { kind: 'leader-moved', partition: 5, from: 2, to: 3 },
  });
  return rows;
}

/** A window of these rows; the last `gapsBefore` are gaps that outlived their neighbours. */
export function windowOf(rows: Row[], gapsBefore = 0): RowWindow {
  return {
    gapsBefore,
    length: rows.length,
    at: index => rows[index],
    indexOf: id => rows.findIndex(row => row.id === id),
    bytes: rows.length * 820,
    maxRows: 5_000,
    maxBytes: 16_000_000,
  };
}
