import {
  known,
  VERDICTS,
  type TopicHealthSummary,
  type Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import {
  countRows,
  filterRows,
  sortRows,
  verdictOf,
  withVerdicts,
  type OwnedRow,
} from './ownedRows';

function row(
  title: string,
  verdict: Verdict,
  part: Partial<TopicHealthSummary> = {},
  ageMs = 0,
): OwnedRow {
  const counts = Object.fromEntries(VERDICTS.map(v => [v, 0]));
  return {
    entityRef: `component:default/${title}`,
    title,
    href: '',
    ageMs,
    summary: {
      entityRef: `component:default/${title}`,
      verdict,
      sinceMs: 0,
      counts: counts as Record<Verdict, number>,
      systems: ['prod'],
      topics: [],
      groups: [],
      rate: known(0),
      rates: [],
      worstLag: known({ ms: 0, method: 'record' }),
      flow: { topics: [], readers: [] },
      checkedAtMs: 0,
      ...part,
    },
  };
}

const unread: OwnedRow = { entityRef: 'c', title: 'unread', href: '' };
const titles = (rows: OwnedRow[]) => rows.map(r => r.title);
const everything = { text: '', verdicts: [] };

describe('rows of what a reader owns', () => {
  it('come worst first, then the longest standing, then by name', () => {
    const rows = [
      row('ok', 'ok'),
      row('b', 'warning', { sinceMs: 2 }),
      row('a', 'warning', { sinceMs: 2 }),
      row('older', 'warning', { sinceMs: 1 }),
      unread,
      row('critical', 'critical'),
      row('info', 'info'),
    ];
    expect(titles(sortRows(rows))).toEqual([
      'critical',
      'older',
      'a',
      'b',
      'unread',
      'info',
      'ok',
    ]);
  });

  it.each([
    ['just read', row('a', 'ok'), 'ok'],
    ['three minutes old', row('a', 'ok', {}, 180_000), 'ok'],
    ['older than three minutes', row('a', 'ok', {}, 180_001), 'unknown'],
    ['not read yet', unread, 'unknown'],
    [
      'a canary that is not read yet',
      { ...unread, isRolloutOnly: true },
      'unknown',
    ],
    [
      'a canary that failed',
      {
        ...unread,
        isRolloutOnly: true,
        canary: { verdict: 'critical' as const, text: 'Degraded' },
      },
      'critical',
    ],
  ])('count as what is known now: %s', (_, owned, verdict) => {
    expect(verdictOf(owned)).toBe(verdict);
  });

  it.each([
    ['PING', ['ping']],
    ['telemetry', ['device']],
    ['writer', ['device']],
    ['nothing', []],
    ['', ['ping', 'device']],
  ])('are found by name, topic or group: %s', (text, found) => {
    const rows = [
      row('ping', 'ok'),
      row('device', 'ok', {
        topics: ['telemetry_raw'],
        groups: ['tsdb-writer'],
      }),
    ];
    expect(titles(filterRows(rows, { ...everything, text }))).toEqual(found);
  });

  it('are narrowed to a cluster and to verdicts', () => {
    const rows = [row('a', 'ok', { systems: ['staging'] }), row('b', 'ok')];
    expect(
      titles(filterRows(rows, { ...everything, system: 'staging' })),
    ).toEqual(['a']);
    expect(withVerdicts(rows, ['critical'])).toEqual([]);
    expect(withVerdicts(rows, [])).toEqual(rows);
  });

  it('are counted by what is known now', () => {
    const rows = [row('a', 'ok'), row('b', 'ok', {}, 999_999), unread];
    expect(countRows(rows)).toMatchObject({ ok: 1, unknown: 2, critical: 0 });
  });
});
