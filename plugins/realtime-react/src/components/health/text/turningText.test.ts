import type {
  CheckResult,
  PendingVerdict,
  Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import { englishWords } from '../../words/WordsContext';
import { isWorsening, turningText } from './turningText';

const MINUTE = 60_000;

function aCheck(verdict: Verdict, pending?: PendingVerdict): CheckResult {
  return {
    key: 'k',
    check: 'lag.time',
    subject: { system: 'eu1' },
    verdict,
    finding: { sentence: 'x', values: {} },
    rule: [],
    sinceMs: 0,
    pending,
    limits: [],
    evidence: [],
    next: [],
    sources: [],
  };
}

const wants = (verdict: Verdict, part: Partial<PendingVerdict> = {}) => ({
  verdict,
  heldMs: MINUTE,
  holdMs: 5 * MINUTE,
  ...part,
});

const said = (check: CheckResult) =>
  turningText(check, 'p3 is behind', englishWords).replace(/\u00a0/g, ' ');

describe('turningText', () => {
  it.each<[string, CheckResult, string]>([
    ['stands', aCheck('warning'), 'p3 is behind'],
    [
      'is OK but not for long',
      aCheck('ok', wants('warning')),
      'Becoming Warning, 1 min of 5 min: p3 is behind',
    ],
    [
      'is Unknown until an outage is sure',
      aCheck(
        'unknown',
        wants('critical', { readings: { held: 1, needed: 2 } }),
      ),
      'Becoming Critical, 1 of 2 readings: p3 is behind',
    ],
    [
      'waits for a reading and not for a time',
      aCheck('ok', wants('warning', { heldMs: 0, holdMs: 0 })),
      'Becoming Warning, if the next reading agrees: p3 is behind',
    ],
    [
      'gets worse',
      aCheck('warning', wants('critical')),
      'Becoming Critical, 1 min of 5 min: p3 is behind',
    ],
    [
      'gets a little better',
      aCheck('critical', wants('warning')),
      'Easing to Warning, 1 min of 5 min: p3 is behind',
    ],
    [
      'gets well',
      aCheck('warning', wants('ok')),
      'Clearing, 1 min of 5 min: p3 is behind',
    ],
    [
      'stops to apply',
      aCheck('warning', wants('not-applicable')),
      'Clearing, 1 min of 5 min: p3 is behind',
    ],
  ])('says of a check that %s which way it turns', (_, check, text) => {
    expect(said(check)).toBe(text);
  });

  it.each<[Verdict, Verdict, boolean]>([
    ['ok', 'warning', true],
    ['not-applicable', 'info', true],
    ['unknown', 'critical', true],
    ['warning', 'ok', false],
    ['critical', 'warning', false],
  ])('from %s to %s is worse: %s', (from, to, isWorse) => {
    expect(isWorsening(aCheck(from, wants(to)))).toBe(isWorse);
  });
});
