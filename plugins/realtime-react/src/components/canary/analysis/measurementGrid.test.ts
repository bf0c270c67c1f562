import {
  known,
  type AnalysisMetric,
  type AnalysisRun,
  type Measurement,
} from '@backstage-realtime/plugin-realtime-common';
import { MAX_COLUMNS, measurementGrid } from './measurementGrid';

const at = (finishedAtMs: number): Measurement => ({
  phase: 'successful',
  value: known(1),
  finishedAtMs,
});

/** A metric measured every 30 s from 0 on; the cluster keeps the last `kept`. */
function aMetric(
  taken: number,
  part: Partial<AnalysisMetric> = {},
  kept: number = taken,
): AnalysisMetric {
  const times = Array.from({ length: taken }, (_, i) => i * 30_000);
  return {
    name: 'cpu',
    phase: 'running',
    measurements: times.slice(taken - kept).map(at),
    counts: {
      total: taken,
      successful: taken,
      failed: 0,
      inconclusive: 0,
      error: 0,
    },
    intervalMs: 30_000,
    left: { failed: 1, inconclusive: 1, error: 4 },
    isDryRun: false,
    ...part,
  };
}

const aRun = (
  metrics: AnalysisMetric[],
  part: Partial<AnalysisRun> = {},
): AnalysisRun => ({
  name: 'run',
  kind: 'step',
  phase: 'running',
  isTerminated: false,
  metrics,
  ...part,
});

const kinds = (run: AnalysisRun) =>
  measurementGrid(run).rows.map(({ cells }) => cells.map(cell => cell.kind));

describe('the grid of measurements', () => {
  it('holds what was measured and what is due, with its time', () => {
    const run = aRun([aMetric(2, { of: 4, dueAtMs: 60_000 })]);
    const { rows, columns, earlier } = measurementGrid(run);
    expect(rows[0].cells.slice(2)).toEqual([
      { kind: 'due', atMs: 60_000 },
      { kind: 'due', atMs: 90_000 },
    ]);
    expect(columns.map(({ atMs }) => atMs)).toEqual([
      0,
      30_000,
      undefined,
      undefined,
    ]);
    expect(earlier).toBe(0);
  });

  it('counts what does not fit, and keeps room for the next one', () => {
    const run = aRun([aMetric(57, { dueAtMs: 1_710_000 }, 10)]);
    const { earlier, columns } = measurementGrid(run);
    expect(columns).toHaveLength(MAX_COLUMNS);
    expect(earlier).toBe(50);
    expect(columns.at(-1)?.nth).toBe(58);
    expect(kinds(run)[0].at(-1)).toBe('due');
  });

  it('says what the cluster does not keep', () => {
    expect(kinds(aRun([aMetric(5, {}, 2)]))[0]).toEqual([
      'not-kept',
      'not-kept',
      'not-kept',
      'measured',
      'measured',
    ]);
  });

  it('says not run once the run has ended', () => {
    const run = aRun([aMetric(2, { of: 4 })], { phase: 'failed' });
    expect(kinds(run)[0].slice(2)).toEqual(['not-run', 'not-run']);
  });

  it('leaves places empty that a metric does not ask for', () => {
    const run = aRun([aMetric(3, { of: 3 }), aMetric(1, { of: 1 })]);
    expect(kinds(run)[1]).toEqual(['measured', 'none', 'none']);
  });

  it('gives a column no time when its metrics were measured apart', () => {
    const slow = aMetric(2, {
      name: 'slow',
      measurements: [at(0), at(90_000)],
    });
    const { columns } = measurementGrid(aRun([aMetric(2), slow]));
    expect(columns.map(({ atMs }) => atMs)).toEqual([0, undefined]);
  });

  it.each([
    ['without metrics', []],
    ['with a metric that has not begun', [aMetric(0)]],
  ])('is empty for a run %s', (_, metrics) => {
    expect(measurementGrid(aRun(metrics)).columns).toEqual([]);
  });
});
