import { BATCH } from './batch';
import { BatchFormatError, BatchReader } from './batchReader';

/** Head of an empty batch, as the layout in batch.ts says. */
function emptyBatch(change: (view: DataView) => void = () => {}): Uint8Array {
  const bytes = new Uint8Array(BATCH.headBytes);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, BATCH.version);
  view.setUint16(2, BATCH.headBytes, true);
  view.setUint32(4, 7, true);
  view.setUint32(8, 42, true);
  view.setUint32(24, 5, true);
  view.setUint32(28, 3, true);
  view.setUint32(32, 2, true);
  view.setUint32(40, BATCH.headBytes, true);
  change(view);
  return bytes;
}

describe('BatchReader', () => {
  it('reads the head of a batch that only filtered', () => {
    const batch = BatchReader.open(emptyBatch());
    expect(batch).toMatchObject({
      channel: 7,
      sequence: 42,
      count: 0,
      seen: 5,
      filtered: 3,
      sampled: 2,
    });
    expect(batch.positions()).toEqual([]);
    expect(() => batch.record(0)).toThrow(BatchFormatError);
  });

  it.each([
    ['no bytes', new Uint8Array(0)],
    ['half a head', emptyBatch().subarray(0, 20)],
    ['another version', emptyBatch(view => view.setUint8(0, 2))],
    [
      'more records than bytes',
      emptyBatch(view => view.setUint32(12, 1_000_000, true)),
    ],
    [
      'more partitions than bytes',
      emptyBatch(view => view.setUint32(36, 4_000_000_000, true)),
    ],
    [
      'a body that starts past the end',
      emptyBatch(view => view.setUint32(40, 1_000, true)),
    ],
  ])('refuses %s', (_, bytes) => {
    expect(() => BatchReader.open(bytes)).toThrow(BatchFormatError);
  });
});
