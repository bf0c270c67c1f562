import {
  INDEX_STRIDE,
  type RecordBatch,
} from '@backstage-realtime/plugin-realtime-node';
import { buildBatch, sealBatch } from '../testUtils/buildBatch';
import { readAll, recordsOf } from '../testUtils/readAll';
import type { RecordSetEvent } from './RecordSetReader';

const values = (events: RecordSetEvent[]) =>
  recordsOf(events).map(({ offset, value }) => [offset, value?.toString()]);
const gaps = (events: RecordSetEvent[]) =>
  events.flatMap(event => (event.kind === 'gap' ? [event.gap] : []));
const text = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ key: `k${i}`, value: `v${i}` }));

/** Where the part that lies farthest back ends. */
function farthestByte({ index, count }: RecordBatch): number {
  const ends = Array.from({ length: count * 3 }, (_, i) => {
    const at = Math.floor(i / 3) * INDEX_STRIDE + (i % 3) * 2;
    return index[at] + Math.max(0, index[at + 1]);
  });
  return Math.max(0, ...ends);
}

describe('RecordSetReader on damaged and oversized batches', () => {
  it('tells the exact gap of a batch whose checksum is wrong and goes on behind it', async () => {
    const broken = buildBatch({ baseOffset: 2, records: text(3) });
    broken[broken.length - 1] ^= 255;
    const bytes = Buffer.concat([
      buildBatch({ records: text(2) }),
      broken,
      buildBatch({ baseOffset: 5, records: text(1) }),
    ]);

    const events = await readAll(bytes);

    expect(events.map(({ kind }) => kind)).toEqual(['batch', 'gap', 'batch']);
    expect(gaps(events)).toEqual([
      {
        partition: 0,
        firstOffset: '2',
        lastOffset: '4',
        count: 3,
        reason: 'corrupt',
        detail: 'the checksum does not match',
      },
    ]);
    expect(values(events).map(([offset]) => offset)).toEqual([0n, 1n, 5n]);
  });

  it.each([
    ['more records than bytes', { recordCount: 2_000_000_000 }],
    ['a negative number of records', { recordCount: -1 }],
    ['fewer records than there are', { recordCount: 2 }],
    ['one record more than there is', { recordCount: 4 }],
  ])('refuses a batch that claims %s', async (_, claim) => {
    const bytes = Buffer.concat([
      buildBatch({ records: text(3), ...claim }),
      buildBatch({ baseOffset: 3, records: text(1) }),
    ]);

    const events = await readAll(bytes);

    expect(gaps(events)).toMatchObject([
      { firstOffset: '0', lastOffset: '2', reason: 'corrupt' },
    ]);
    expect(values(events)).toEqual([[3n, 'v0']]);
  });

  it('survives every single flipped byte without a record that was not written', async () => {
    const good = buildBatch({ records: text(4) });
    const known = new Set(['v0', 'v1', 'v2', 'v3']);
    for (let i = 21; i < good.length; i++) {
      const bytes = Buffer.from(good);
      bytes[i] ^= 0x55;
      const events = await readAll(bytes);
      for (const [, value] of values(events)) expect(known).toContain(value);
      expect(gaps(events)).toHaveLength(1);
    }
  });

  it('never reads outside the bytes when damage has a valid checksum', async () => {
    const good = buildBatch({ records: text(4) });
    for (let i = 23; i < good.length; i++) {
      for (const byte of [0, 127, 128, 255]) {
        const bytes = Buffer.from(good);
        bytes[i] = byte;
        const events = await readAll(sealBatch(bytes));
        for (const { batch } of events.filter(e => e.kind === 'batch')) {
          expect(farthestByte(batch)).toBeLessThanOrEqual(bytes.length);
        }
      }
    }
  });

  it('refuses ten megabytes that come in ten kilobytes', async () => {
    const bomb = buildBatch({
      codec: 'gzip',
      records: [{ value: Buffer.alloc(10_000_000) }],
    });
    expect(bomb.length).toBeLessThan(12_000);

    const events = await readAll(bomb);

    expect(gaps(events)).toMatchObject([
      { firstOffset: '0', lastOffset: '0', count: 1, reason: 'too-large' },
    ]);
  });

  it.each(['gzip', 'snappy', 'xerial', 'lz4', 'zstd'] as const)(
    'never inflates %s beyond the bound',
    async codec => {
      const bytes = buildBatch({
        codec,
        records: [{ value: 'a'.repeat(70_000) }],
      });

      const events = await readAll(bytes, {}, { maxInflatedBytes: 60_000 });

      expect(gaps(events)).toMatchObject([{ reason: 'too-large' }]);
    },
  );

  it.each(['gzip', 'snappy', 'xerial', 'lz4', 'zstd'] as const)(
    'tells a gap when the %s data is damaged',
    async codec => {
      const bytes = buildBatch({ codec, records: text(100) });
      const cut = Buffer.from(bytes.subarray(0, bytes.length - 9));
      cut.writeInt32BE(cut.length - 12, 8);

      const events = await readAll(sealBatch(cut));

      expect(gaps(events)).toMatchObject([
        { firstOffset: '0', lastOffset: '99', reason: 'corrupt' },
      ]);
      expect(recordsOf(events)).toEqual([]);
    },
  );

  it('names a codec it does not know', async () => {
    const events = await readAll(
      buildBatch({ codec: 'unknown', records: text(1) }),
    );

    expect(gaps(events)).toMatchObject([
      { reason: 'corrupt', detail: 'compression codec 6 is not known' },
    ]);
  });

  it('names the format of messages that are older than record batches', async () => {
    const old = Buffer.alloc(40);
    old.writeBigInt64BE(7n, 0);
    old.writeInt32BE(28, 8);
    old.writeInt8(1, 16);

    const events = await readAll(old, { position: 7n });

    expect(gaps(events)).toMatchObject([
      {
        firstOffset: '7',
        lastOffset: '7',
        reason: 'corrupt',
        detail: 'message format 1 is older than Kafka 0.11 and not read',
      },
    ]);
  });

  it('cuts out a record over the size limit and keeps its neighbours', async () => {
    const records = [
      { value: 'a' },
      { value: 'b'.repeat(200) },
      { value: 'c' },
    ];

    const events = await readAll(
      buildBatch({ records }),
      {},
      { maxRecordBytes: 100 },
    );

    expect(events.map(({ kind }) => kind)).toEqual(['batch', 'gap', 'batch']);
    expect(values(events)).toEqual([
      [0n, 'a'],
      [2n, 'c'],
    ]);
    expect(gaps(events)).toMatchObject([
      { firstOffset: '1', lastOffset: '1', count: 1, reason: 'too-large' },
    ]);
  });
});
