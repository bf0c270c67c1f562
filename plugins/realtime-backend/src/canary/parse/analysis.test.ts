import { known, missing } from '@backstage-realtime/plugin-realtime-common';
import { anAnalysisRun, at, measurements, T0 } from '../testUtils/builders';
import { parseAnalysisRun } from './analysisRun';
import { readLimit } from './condition';
import { parseMeasurement } from './measurement';

describe('the value of a measurement', () => {
  it.each([
    ['[0.12]', known(0.12)],
    ['[0.12,0.5]', known(0.12)],
    ['[0.12 0.5]', known(0.12)],
    ['0.12', known(0.12)],
    ['"0.12"', known(0.12)],
    ['["0.12"]', known(0.12)],
    ['1e-7', known(1e-7)],
    ['-3', known(-3)],
    ['[NaN]', missing('not-a-number')],
    ['NaN', missing('not-a-number')],
    ['[+Inf]', missing('not-a-number')],
    ['-Inf', missing('not-a-number')],
    ['[]', missing('no-data')],
    ['""', missing('no-data')],
    ['null', missing('no-data')],
    ['true', missing('not-a-number')],
    ['{"a":1}', missing('not-a-number')],
  ])('%s is read for what it is', (value, reading) => {
    expect(parseMeasurement({ phase: 'Successful', value }).value).toEqual(
      reading,
    );
  });

  it.each([
    ['Error', 'reflect: slice index out of range', 'no-data'],
    ['Error', 'connection refused', 'failed'],
    ['Error', undefined, 'failed'],
    ['Running', undefined, 'no-data'],
  ])('is missing with a reason: %s, %s', (phase, message, code) => {
    expect(parseMeasurement({ phase, message }).value).toMatchObject({
      missing: { code },
    });
  });

  it('keeps what was answered, in part', () => {
    const { raw } = parseMeasurement({ value: `[${'1'.repeat(500)}]` });
    expect(raw).toHaveLength(120);
  });
});

describe('the limit of a condition', () => {
  it.each([
    ['result[0] < 0.5', undefined, '<', 0.5],
    ['result <= 1', undefined, '<=', 1],
    ['result[0] >= 0.95', undefined, '>=', 0.95],
    ['0.95 <= result[0]', undefined, '>=', 0.95],
    ['asFloat(result) > 1e3', undefined, '>', 1000],
    ['len(result) > 0 && result[0] < 0.05', undefined, '<', 0.05],
    ['!isNaN(result[0]) && (result[0] < 0.05)', undefined, '<', 0.05],
    ['default(result, 0) < 0.05', undefined, '<', 0.05],
    [undefined, 'result[0] >= 0.2', '<', 0.2],
    [undefined, 'result[0] < 0.9', '>=', 0.9],
  ] as const)('%s, %s', (success, failure, operator, value) => {
    expect(readLimit(success, failure)).toEqual({ operator, value });
  });

  it.each([
    'result[0] < 0.5 || result[0] > 2',
    'result[0] < 0.5 && result[1] < 0.5',
    'result.successRate > 0.9',
    'result[0] == 1',
    'isNaN(result[0])',
    'result[0] < stable[0] * 1.3',
    '',
  ])('is none where there is more to it: %s', condition => {
    expect(readLimit(condition, undefined)).toBeUndefined();
  });

  it('is not looked for with expensive patience in a hostile text', () => {
    const hostile = `result[0] < ${'1'.repeat(50_000)}x`;
    const beforeMs = Date.now();
    expect(readLimit(hostile, undefined)).toBeUndefined();
    expect(Date.now() - beforeMs).toBeLessThan(500);
  });
});

describe('an analysis run', () => {
  const metricOf = (...args: Parameters<typeof anAnalysisRun>) =>
    parseAnalysisRun(anAnalysisRun(...args)).run.metrics[0];

  it('tells whose it is by its labels', () => {
    const { run, owner } = parseAnalysisRun(anAnalysisRun({}));
    expect(run).toMatchObject({ kind: 'step', stepIndex: 2, phase: 'pending' });
    expect(owner).toMatchObject({ kind: 'Rollout', name: 'pingpong-counter' });
  });

  it.each([
    ['Background', 'background'],
    ['PrePromotion', 'pre-promotion'],
    ['PostPromotion', 'post-promotion'],
    ['SomethingNew', 'experiment'],
    ['constructor', 'experiment'],
  ])('of the type %s is %s', (type, kind) => {
    const labels = { 'rollout-type': type };
    const run = anAnalysisRun({}, {}, {}, { labels });
    expect(parseAnalysisRun(run).run.kind).toBe(kind);
  });

  it('ended with its rollout and not by its own judgement', () => {
    const { run } = parseAnalysisRun(
      anAnalysisRun({ phase: 'Successful', message: 'Run Terminated' }),
    );
    expect(run).toMatchObject({ phase: 'successful', isTerminated: true });
  });

  it('has as many failures left as the controller allows', () => {
    expect(metricOf({}, { failed: 1 }).left).toEqual({
      failed: 1,
      inconclusive: 0,
      error: 4,
    });
    expect(
      metricOf(
        {},
        { consecutiveError: 2, inconclusive: 1 },
        {
          failureLimit: '0',
          inconclusiveLimit: 3,
          consecutiveErrorLimit: 1,
        },
      ).left,
    ).toEqual({ failed: 0, inconclusive: 2, error: 0 });
  });

  it('has no end of failures where the limit is switched off', () => {
    const open = metricOf({}, {}, { failureLimit: -1 });
    expect(open.failuresAllowed).toBeUndefined();
    expect(metricOf({}, {}, { failureLimit: 2 }).failuresAllowed).toBe(2);
    expect(open.left.failed).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('measures once without an interval, for ever with one and without a count', () => {
    const none = { count: undefined };
    expect(metricOf({}, {}, { ...none, interval: undefined }).of).toBe(1);
    expect(metricOf({}, {}, none).of).toBeUndefined();
    expect(metricOf({}, {}, { count: '{{args.count}}' }).of).toBeUndefined();
  });

  it('says when the next measurement is due, until there is none', () => {
    const running = (result: object) =>
      metricOf({ phase: 'Running' }, { phase: 'Running', ...result });
    const one = measurements(['Successful', '[0.1]']);
    expect(running({ successful: 1, measurements: one }).dueAtMs).toBe(
      T0 + 90_000,
    );
    const resumed = [{ ...one[0], resumeAt: at(200) }];
    expect(running({ successful: 1, measurements: resumed }).dueAtMs).toBe(
      T0 + 200_000,
    );
    expect(
      running({ successful: 5, measurements: one }).dueAtMs,
    ).toBeUndefined();
    expect(running({}).dueAtMs).toBeUndefined();
  });

  it('shows the query as it was resolved', () => {
    const metadata = { ResolvedPrometheusQuery: 'up{app="a"}' };
    expect(metricOf({}, { metadata }).query).toBe('up{app="a"}');
  });

  it('without anything but its name is read', () => {
    const bare = { ...anAnalysisRun({}), spec: undefined, status: 7 };
    expect(parseAnalysisRun(bare).run).toMatchObject({
      phase: 'pending',
      metrics: [],
    });
  });
});
