import { buildBatch } from '../testUtils/buildBatch';
import { walkBatches } from './walk';

const first = buildBatch({
  baseOffset: 3,
  records: [{ value: 'a' }, { value: 'b' }],
});
const second = buildBatch({
  baseOffset: 5,
  records: [{ value: 'c' }],
  lastDelta: 4,
});
const walk = (bytes: Buffer, position = 3n) =>
  walkBatches(
    bytes,
    new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    position,
  );

describe('walkBatches', () => {
  it('goes on behind the last batch, over offsets that hold no record', () => {
    expect(walk(Buffer.concat([first, second]))).toMatchObject({
      frames: [
        { baseOffset: 3n, lastOffset: 4n },
        { baseOffset: 5n, lastOffset: 9n },
      ],
      nextOffset: 10n,
      tail: 'end',
    });
  });

  it('leaves out batches that end before the position', () => {
    expect(walk(Buffer.concat([first, second]), 7n).frames).toHaveLength(1);
  });

  it('says how many bytes a batch needs that was cut off', () => {
    const cut = Buffer.concat([first, second.subarray(0, second.length - 1)]);

    expect(walk(cut)).toMatchObject({
      nextOffset: 5n,
      tail: 'partial',
      neededBytes: second.length,
      cutLast: 9n,
    });
  });

  it.each([5, 11, 12, 16, 17, 30, 60])(
    'keeps its place when only %d bytes of a batch came',
    length => {
      const bytes = Buffer.concat([first, second.subarray(0, length)]);

      expect(walk(bytes)).toMatchObject({ nextOffset: 5n, tail: 'partial' });
    },
  );

  it.each([0, -1, 13, 48])('stops at a batch that claims %d bytes', claimed => {
    const damaged = Buffer.from(second);
    damaged.writeInt32BE(claimed, 8);

    expect(walk(Buffer.concat([first, damaged]))).toMatchObject({
      nextOffset: 5n,
      tail: 'damaged',
    });
  });

  it('finds nothing in no bytes', () => {
    expect(walk(Buffer.alloc(0))).toEqual({
      frames: [],
      nextOffset: 3n,
      tail: 'end',
    });
  });
});
