import { known, missing } from '@backstage-realtime/plugin-realtime-common';
import type { PartitionSample } from '../../history/HealthHistory';
import { retentionUse, type RetentionFacts } from './retentionUse';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MIB = 1024 * 1024;

/** A group that has read 100 of 1,000 offsets and is 36 min behind on a day of retention. */
const facts = (more: Partial<RetentionFacts> = {}): RetentionFacts => ({
  start: 0,
  end: 1000,
  committed: 100,
  lagTime: known({ ms: 0.6 * HOUR_MS, method: 'record' }),
  retentionMs: DAY_MS,
  sizeBytes: known(10 * MIB),
  samples: [],
  atMs: DAY_MS,
  ...more,
});

/** The start of the log was at 0 half an hour ago. */
const moved: readonly PartitionSample[] = [
  { atMs: DAY_MS - HOUR_MS / 2, start: 0 },
];

it.each<[string, Partial<RetentionFacts>, object]>([
  ['no size limit', {}, { used: 0.025, by: 'time' }],
  [
    'a log far below its size limit',
    { retentionBytes: 1024 * MIB },
    { used: 0.025, by: 'time' },
  ],
  [
    'a log half as large as its size limit',
    { retentionBytes: 20 * MIB },
    { used: 0.45, by: 'size', heldBytes: 10 * MIB },
  ],
  [
    'a log at its size limit',
    { retentionBytes: 10 * MIB },
    { used: 0.9, by: 'size' },
  ],
  [
    'a log above its size limit, as whole segments go',
    { retentionBytes: MIB },
    { used: 0.9, by: 'size' },
  ],
  [
    'a size limit, a size nobody tells, and a start that moves',
    {
      retentionBytes: MIB,
      sizeBytes: missing('no-permission'),
      start: 50,
      samples: moved,
    },
    { used: 1 - 50 / 950, by: 'size' },
  ],
  [
    'a size limit, a size nobody tells, and a start that stands',
    { retentionBytes: MIB, sizeBytes: missing('no-permission') },
    { used: 0.025, by: 'time' },
  ],
  [
    'a size limit alone, and a size nobody tells',
    {
      retentionMs: undefined,
      retentionBytes: MIB,
      sizeBytes: missing('no-permission'),
    },
    { missing: { code: 'no-permission' } },
  ],
  [
    'a start that moves because time deletes',
    { start: 50, samples: moved },
    { used: 0.025, by: 'time' },
  ],
  [
    'a start that moves and an age nobody tells',
    { start: 50, samples: moved, lagTime: missing('learning') },
    { used: 1 - 50 / 950, by: 'size' },
  ],
  [
    'an age nobody tells, and a start that stands',
    { lagTime: missing('learning') },
    { missing: { code: 'learning' } },
  ],
  [
    'a handful of offsets, which may be markers',
    { committed: 995, end: 1000, retentionBytes: MIB },
    { used: 0.025, by: 'time' },
  ],
  ['nothing left to read', { committed: 1000 }, { used: 0, by: 'time' }],
  [
    'nothing that deletes',
    { retentionMs: undefined, retentionBytes: undefined },
    {},
  ],
])('what a lag uses up of retention, with %s', (_, more, expected) => {
  const use = retentionUse(facts(more));
  expect(use).toMatchObject(expected);
  expect(Object.keys(use).includes('used')).toBe('used' in expected);
});
