import type {
  AnalysisMetric,
  AnalysisRun,
} from '@backstage-realtime/plugin-realtime-common';
import { isStopped } from './phases';

const aMetric = (
  phase: AnalysisMetric['phase'],
  total: number,
): AnalysisMetric => ({
  name: 'latency-p95',
  phase,
  measurements: [],
  counts: { total, successful: total, failed: 0, inconclusive: 0, error: 0 },
  of: 5,
  left: { failed: 0, inconclusive: 0, error: 0 },
  isDryRun: false,
});

const aRun = (part: Partial<AnalysisRun>): AnalysisRun => ({
  name: 'run',
  kind: 'step',
  phase: 'running',
  isTerminated: false,
  metrics: [],
  ...part,
});

describe('a metric of an analysis run', () => {
  it.each([
    ['was measured as often as asked', 'failed', 5, false],
    ['was cut short when another one failed', 'failed', 2, true],
    [
      'needed fewer measurements in a run that went well',
      'successful',
      2,
      false,
    ],
  ] as const)('that %s', (_what, phase, total, expected) => {
    const metric = aMetric('successful', total);
    expect(isStopped(aRun({ phase }), metric)).toBe(expected);
  });

  it('decided itself when it failed, however early', () => {
    expect(isStopped(aRun({ phase: 'failed' }), aMetric('failed', 2))).toBe(
      false,
    );
  });

  it('was stopped when its run was terminated', () => {
    const run = aRun({ phase: 'successful', isTerminated: true });
    expect(isStopped(run, aMetric('successful', 5))).toBe(true);
  });
});
