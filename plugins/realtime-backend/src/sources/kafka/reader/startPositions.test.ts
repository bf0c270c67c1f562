import {
  encodeResume,
  toOffset,
  type StartPosition,
} from '@backstage-realtime/plugin-realtime-common';
import { planStart, spreadLast } from './startPositions';

const ranges = new Map([
  [0, { low: 10n, high: 20n }],
  [1, { low: 0n, high: 3n }],
  [2, { low: 5n, high: 5n }],
]);
const noTimes = async () => new Map<number, bigint>();
const positionsOf = async (from: StartPosition) =>
  Object.fromEntries((await planStart(from, ranges, noTimes)).positions);

describe('planStart', () => {
  it.each<[string, StartPosition, Record<number, bigint>]>([
    ['earliest', { at: 'earliest' }, { 0: 10n, 1: 0n, 2: 5n }],
    ['latest', { at: 'latest' }, { 0: 20n, 1: 3n, 2: 5n }],
    [
      'an offset',
      { at: 'offset', partition: 0, offset: toOffset(12) },
      { 0: 12n },
    ],
    [
      'an offset that was deleted',
      { at: 'offset', partition: 0, offset: toOffset(1) },
      { 0: 1n },
    ],
    [
      'an offset not written yet',
      { at: 'offset', partition: 0, offset: toOffset(99) },
      { 0: 20n },
    ],
    [
      'an offset of an unknown partition',
      { at: 'offset', partition: 9, offset: toOffset(1) },
      { 9: 1n },
    ],
    [
      'a time after everything',
      { at: 'timestamp', timestampMs: 1 },
      { 0: 20n, 1: 3n, 2: 5n },
    ],
  ])('starts at %s', async (_, from, expected) => {
    expect(await positionsOf(from)).toEqual(expected);
  });

  it('takes the offset the broker found for a time, where it found one', async () => {
    const times = new Map([
      [0, 15n],
      [1, -1n],
    ]);

    const plan = await planStart(
      { at: 'timestamp', timestampMs: 7 },
      ranges,
      async timestampMs => (timestampMs === 7n ? times : new Map()),
    );

    expect(Object.fromEntries(plan.positions)).toEqual({
      0: 15n,
      1: 3n,
      2: 5n,
    });
  });

  it('resumes where it was, and reads partitions that appeared meanwhile from their start', async () => {
    const next = new Map([[0, toOffset(18)]]);
    const position = encodeResume({ epoch: 'abc', next });

    const plan = await planStart({ at: 'resume', position }, ranges, noTimes);

    expect(plan.epoch).toBe('abc');
    expect(plan.others).toBe('low');
    expect(Object.fromEntries(plan.positions)).toEqual({
      0: 18n,
      1: 0n,
      2: 5n,
    });
  });

  it('refuses a resume position that is none', async () => {
    await expect(
      planStart({ at: 'resume', position: 'garbage' }, ranges, noTimes),
    ).rejects.toMatchObject({ code: 'realtime.command.malformed' });
  });

  it('reads only the partitions that were named with exact positions', async () => {
    const plan = await planStart([{ partition: 1, from: 2n }], ranges, noTimes);

    expect(plan).toEqual({
      positions: new Map([[1, 2n]]),
      others: 'skip',
      epoch: '',
    });
  });
});

describe('spreadLast', () => {
  it.each([
    [1, { 0: 19n, 1: 3n, 2: 5n }],
    [4, { 0: 18n, 1: 1n, 2: 5n }],
    [10, { 0: 13n, 1: 0n, 2: 5n }],
    [13, { 0: 10n, 1: 0n, 2: 5n }],
    [10_000, { 0: 10n, 1: 0n, 2: 5n }],
  ])('takes %d records, never before the low watermark', (count, expected) => {
    expect(Object.fromEntries(spreadLast(ranges, count))).toEqual(expected);
  });

  it('takes nothing from a topic without partitions', () => {
    expect(spreadLast(new Map(), 5).size).toBe(0);
  });
});
