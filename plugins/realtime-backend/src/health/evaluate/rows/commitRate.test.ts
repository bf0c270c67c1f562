import {
  known,
  missing,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import type { GroupSample } from '../../history/HealthHistory';
import { commitRate } from './commitRate';

type Partition = Parameters<typeof commitRate>[0][number];

/** A partition with commits at seconds; undefined is a reading without one. */
function aPartition(
  commits: Array<[second: number, committed: number | undefined]>,
  committed: Reading<number> = known(0),
): Partition {
  const samples: GroupSample[] = commits.map(([second, offset]) => ({
    atMs: second * 1000,
    committed: offset,
  }));
  return { committed, samples: () => samples };
}

const learning = missing('learning');

describe('the rate at which a group commits', () => {
  it.each<[string, Partition[], Reading<number>]>([
    [
      'is the sum of its partitions',
      [
        aPartition([
          [0, 0],
          [60, 600],
        ]),
        aPartition([
          [0, 50],
          [60, 110],
        ]),
      ],
      known(11),
    ],
    [
      'is that of the last minute, not of the last two readings',
      [
        aPartition([
          [0, 0],
          [60, 60],
          [115, 120],
          [120, 120],
        ]),
      ],
      known(1),
    ],
    [
      'is zero while commits stand still',
      [
        aPartition([
          [0, 7],
          [15, 7],
        ]),
      ],
      known(0),
    ],
    ['is learnt with the second reading', [aPartition([[0, 7]])], learning],
    [
      'is not told across a gap',
      [
        aPartition([
          [0, 0],
          [600, 600],
        ]),
      ],
      learning,
    ],
    [
      'is not told across a rewind',
      [
        aPartition([
          [0, 900],
          [60, 0],
        ]),
      ],
      learning,
    ],
    [
      'leaves out a partition that was never committed',
      [
        aPartition(
          [
            [0, undefined],
            [60, undefined],
          ],
          missing('no-commit'),
        ),
        aPartition([
          [0, 0],
          [60, 60],
        ]),
      ],
      known(1),
    ],
  ])('%s', (_, partitions, rate) => {
    expect(commitRate(partitions)).toEqual(rate);
  });
});
