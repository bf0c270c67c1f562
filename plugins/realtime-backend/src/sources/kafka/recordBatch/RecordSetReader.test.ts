import { buildBatch, buildMarker, CODEC_NAMES } from '../testUtils/buildBatch';
import { readAll, recordsOf } from '../testUtils/readAll';
import type { RecordSetEvent } from './RecordSetReader';

const values = (events: RecordSetEvent[]) =>
  recordsOf(events).map(({ offset, value }) => [offset, value?.toString()]);
const gaps = (events: RecordSetEvent[]) =>
  events.flatMap(event => (event.kind === 'gap' ? [event.gap] : []));
const text = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ key: `k${i}`, value: `v${i}` }));

describe('RecordSetReader', () => {
  it.each(CODEC_NAMES)(
    'reads every record of a batch with codec %s',
    async codec => {
      const records = [
        ...text(500),
        { key: 'null value', value: null },
        { value: 'z'.repeat(5_000), headers: [['a', '1'] as [string, string]] },
      ];

      const read = recordsOf(await readAll(buildBatch({ codec, records })));

      expect(read).toHaveLength(502);
      expect(read[499]).toMatchObject({
        offset: 499n,
        key: Buffer.from('k499'),
        value: Buffer.from('v499'),
      });
      expect(read[500]).toMatchObject({ value: null });
      expect(read[501].key).toBeNull();
      expect(read[501].value).toEqual(Buffer.from('z'.repeat(5_000)));
      expect(read[501].headers).toEqual([['a', '1']]);
    },
  );

  it('keeps empty and null apart, and bytes that are no text as they are', async () => {
    const invalid = Buffer.from([0xff, 0xfe, 0, 0xc3]);
    const records = [
      { key: '', value: '' },
      { key: null, value: null },
      { key: invalid, value: invalid },
    ];

    const read = recordsOf(await readAll(buildBatch({ records })));

    expect(read.map(({ key, value }) => [key, value])).toEqual([
      [Buffer.alloc(0), Buffer.alloc(0)],
      [null, null],
      [invalid, invalid],
    ]);
  });

  it('keeps 1,000 headers in their order, with names that repeat and null values', async () => {
    const headers = Array.from(
      { length: 1_000 },
      (_, i) =>
        [`h${i % 7}`, i % 3 === 0 ? null : `${i}`] as [string, string | null],
    );

    const [record] = recordsOf(
      await readAll(buildBatch({ records: [{ headers }] })),
    );

    expect(record.headers).toEqual(headers);
  });

  it.each(['none', 'gzip', 'zstd'] as const)(
    'reads 130,000 records of one batch with codec %s',
    async codec => {
      const records = Array.from({ length: 130_000 }, () => ({ value: 'x' }));

      const [event, ...others] = await readAll(buildBatch({ codec, records }));

      expect(others).toEqual([]);
      expect(event).toMatchObject({
        kind: 'batch',
        batch: { count: 130_000, nextOffset: 130_000n },
      });
    },
  );

  it('joins small batches into one index over the fetched bytes', async () => {
    const bytes = Buffer.concat([
      buildBatch({ baseOffset: 10, records: text(2) }),
      buildBatch({ baseOffset: 12, records: text(1) }),
    ]);

    const events = await readAll(bytes, { position: 10n });

    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ batch: { count: 3, slab: bytes } });
    expect(values(events).map(([offset]) => offset)).toEqual([10n, 11n, 12n]);
  });

  it('leaves out records before the offset that was asked', async () => {
    const bytes = buildBatch({ baseOffset: 5, records: text(5) });

    const events = await readAll(bytes, { position: 8n });

    expect(values(events)).toEqual([
      [8n, 'v3'],
      [9n, 'v4'],
    ]);
  });

  it('gives each record its own time, or the time of the broker', async () => {
    const records = [{ timestampDelta: -5 }, { timestampDelta: 3_000_000_000 }];
    const created = buildBatch({ baseTimestampMs: 1_700_000_000_000, records });
    const appended = buildBatch({
      baseOffset: 2,
      isAppendTime: true,
      maxTimestampMs: 42,
      records,
    });

    const events = await readAll(Buffer.concat([created, appended]));

    expect(recordsOf(events).map(({ timestampMs }) => timestampMs)).toEqual([
      1_699_999_999_995, 1_703_000_000_000, 42, 42,
    ]);
    expect(events).toMatchObject([
      { batch: { timestampType: 'create', nextOffset: 2n } },
      { batch: { timestampType: 'append', nextOffset: 4n } },
    ]);
  });

  it('leaves out rolled back transactions and every marker', async () => {
    const bytes = Buffer.concat([
      buildBatch({
        baseOffset: 0,
        producerId: 7,
        isTransactional: true,
        records: [{ value: 'rolled back' }],
      }),
      buildBatch({
        baseOffset: 1,
        producerId: 8,
        isTransactional: true,
        records: [{ value: 'committed' }],
      }),
      buildBatch({ baseOffset: 2, records: [{ value: 'plain' }] }),
      buildMarker(3, 7, 'abort'),
      buildMarker(4, 8, 'commit'),
      buildBatch({
        baseOffset: 5,
        producerId: 7,
        isTransactional: true,
        records: [{ value: 'second try' }],
      }),
      buildMarker(6, 7, 'commit'),
    ]);
    const aborted = [{ producerId: 7n, firstOffset: 0n }];

    const events = await readAll(bytes, { aborted });

    expect(values(events)).toEqual([
      [1n, 'committed'],
      [2n, 'plain'],
      [5n, 'second try'],
    ]);
    expect(gaps(events)).toEqual([]);
    expect(events[events.length - 1]).toMatchObject({
      batch: { nextOffset: 7n },
    });
  });

  it('tells with an empty batch that only a marker came', async () => {
    const events = await readAll(buildMarker(3, 7, 'commit'), { position: 3n });

    expect(events).toMatchObject([
      { kind: 'batch', batch: { count: 0, nextOffset: 4n } },
    ]);
  });
});
