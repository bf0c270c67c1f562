import { aBatch, aRecord } from '../testUtils/buildBatch';
import { orderByTime } from './orderByTime';

/** `[partition, time]` for each record, offsets ascending by partition. */
function batchOf(...rows: Array<[partition: number, timestampMs: number]>) {
  const next = new Map<number, number>();
  return aBatch(
    rows.map(([partition, timestampMs]) => {
      const offset = next.get(partition) ?? 0;
      next.set(partition, offset + 1);
      return aRecord({ partition, timestampMs, offset });
    }),
  );
}

describe('orderByTime', () => {
  it.each([
    ['nothing', batchOf(), undefined],
    ['one record', batchOf([0, 5]), undefined],
    ['records in order', batchOf([0, 1], [1, 1], [0, 2]), undefined],
    [
      'one partition after the other',
      batchOf([0, 10], [0, 30], [1, 20], [1, 40]),
      [0, 2, 1, 3],
    ],
    [
      'a time stamp that goes back within its partition',
      batchOf([0, 50], [0, 10], [1, 20]),
      [2, 0, 1],
    ],
    ['equal time stamps', batchOf([1, 9], [0, 7], [2, 7]), [1, 2, 0]],
  ])('puts %s on one time line', (_, batch, expected) => {
    const rows = orderByTime(batch);
    expect(rows && [...rows]).toEqual(expected);
  });

  it('orders only the rows it is given', () => {
    const batch = batchOf([0, 30], [1, 20], [2, 10]);
    expect([...orderByTime(batch, Int32Array.of(0, 2))!]).toEqual([2, 0]);
  });
});
