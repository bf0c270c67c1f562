import { Account, missingAtEnd } from './Account';

function booked(work: (account: Account) => void) {
  const account = new Account();
  work(account);
  return account.toVerification();
}

describe('Account', () => {
  it('has nothing to say about records that come once and in order', () => {
    const account = booked(a => [5n, 6n, 7n].forEach(o => a.addRecord(0, o)));
    expect(account).toMatchObject({
      reordered: 0,
      doubled: 0,
      unaccounted: 0,
      records: 3,
      positions: [[0, 8n]],
    });
  });

  it.each([
    ['a record twice', [5n, 5n], { doubled: 1 }],
    ['a record after a later one', [5n, 6n, 7n, 5n], { reordered: 1 }],
    ['a jump that nobody told', [5n, 9n], { unaccounted: 3 }],
  ])('counts %s', (_, offsets, expected) => {
    const account = booked(a => offsets.forEach(o => a.addRecord(0, o)));
    expect(account).toMatchObject(expected);
  });

  it('takes a gap of the exact size for delivered', () => {
    const account = booked(a => {
      a.addRecord(0, 5n);
      a.addGap({ partition: 0, firstOffset: '6', lastOffset: '8', count: 3 });
      a.addRecord(0, 9n);
    });
    expect(account).toMatchObject({ unaccounted: 0, gapRecords: 3 });
  });

  it('counts a gap of a wrong size', () => {
    const account = booked(a =>
      a.addGap({ partition: 0, firstOffset: '6', lastOffset: '8', count: 2 }),
    );
    expect(account).toMatchObject({ unaccounted: 1 });
  });

  it('counts what is missing at the end, in partitions never seen too', () => {
    const account = booked(a => [0n, 1n].forEach(o => a.addRecord(0, o)));
    const ends = new Map([
      [0, 3n],
      [1, 4n],
    ]);
    expect(missingAtEnd(account, ends)).toBe(5);
  });
});
