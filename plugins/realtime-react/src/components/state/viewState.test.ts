import type { StreamSnapshot } from '../../store/StreamSnapshot';
import { context, live, problem, stale, stats } from './testUtils/liveSnapshot';
import { isMeasured, readViewState, silentForMs } from './viewState';

describe('readViewState', () => {
  it.each<[string, Partial<StreamSnapshot>, string]>([
    ['records came', {}, 'live'],
    ['nothing was counted yet', { stats: undefined }, 'connecting'],
    ['all was filtered', { stats: { ...stats, delivered: 0 } }, 'empty'],
    [
      'a partition is missing',
      {
        status: {
          state: 'live',
          sinceMs: 0,
          missing: [{ partition: 4, reason: 'no leader', sinceMs: 0 }],
        },
      },
      'partial',
    ],
    [
      'nobody used the page',
      { status: { state: 'paused', sinceMs: 0, because: 'idle' } },
      'idle',
    ],
    ['the socket is silent', { connection: stale }, 'stale'],
    [
      'a refusal and a silent socket',
      { connection: stale, problem: problem('realtime.stream.forbidden') },
      'forbidden',
    ],
    [
      'a limit is reached',
      { problem: problem('realtime.stream.over-budget') },
      'over-budget',
    ],
    [
      'its user stopped it from another page, whether rows came or not',
      { problem: problem('realtime.stream.stopped-elsewhere') },
      'stopped-elsewhere',
    ],
    [
      'the scan used its budget',
      { problem: problem('realtime.scan.budget') },
      'scan-ended',
    ],
    [
      'the subscription says it stopped',
      {
        status: {
          state: 'stopped',
          sinceMs: 0,
          code: 'realtime.stream.records-off',
          reason: 'off',
        },
      },
      'records-off',
    ],
    ['any other refusal', { problem: problem('realtime.internal') }, 'refused'],
  ])('when %s', (_, part, kind) => {
    expect(readViewState({ ...live, ...part }).kind).toBe(kind);
  });
});

describe('what is measured', () => {
  const waiting = {
    state: 'waiting',
    sinceMs: 40_000,
    nextTryAtMs: 61_000,
    tries: 1,
    reason: 'cut',
  } as const;
  const closed = {
    state: 'closed',
    sinceMs: 0,
    code: 'x',
    reason: 'y',
  } as const;

  it.each<[string, Partial<StreamSnapshot>, boolean, number | undefined]>([
    ['live', {}, true, 0],
    ['without counts', { stats: undefined }, false, undefined],
    ['silent', { connection: stale }, false, 48_000],
    ['cut', { connection: waiting }, false, 20_000],
    ['closed', { connection: closed }, false, undefined],
  ])('of a stream that is %s', (_, part, expected, silentMs) => {
    const snapshot = { ...live, ...part };
    expect(isMeasured(snapshot)).toBe(expected);
    expect(silentForMs(snapshot, context.nowMs)).toBe(silentMs);
  });
});
