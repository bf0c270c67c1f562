import type { Finding, FindingValue } from './check';
import { formatFindingValue } from './formatValue';
import { aclCommand, formatFinding, HEALTH_SENTENCES } from './sentences';

const name = (text: string): FindingValue => ({ kind: 'name', text });
const duration = (ms: number): FindingValue => ({ kind: 'duration', ms });

const LAGGING: Finding = {
  sentence: 'lag.time.lagging',
  values: {
    topic: name('pong_topic'),
    partition: name('3'),
    group: name('ws-gateway'),
    lag: duration(48_400),
    limit: duration(15_000),
  },
};

describe('a value in a sentence', () => {
  it.each<[FindingValue, string]>([
    [duration(0), '0 ms'],
    [duration(121), '121 ms'],
    [duration(400), '0.4 s'],
    [duration(15_000), '15 s'],
    [duration(59_999), '59 s'],
    [duration(60_000), '1 min'],
    [duration(192_000), '3 min 12 s'],
    [duration(24_840_000), '6 h 54 min'],
    [duration(86_400_000), '24 h'],
    [duration(6 * 86_400_000 + 22 * 3_600_000), '6 d 22 h'],
    [duration(-300_000), '−5 min'],
    [{ kind: 'duration', ms: 3_600_000, isAtLeast: true }, '≥ 1 h'],
    [{ kind: 'rate', perSecond: 96 }, '96/s'],
    [{ kind: 'rate', perSecond: 13.71 }, '13.7/s'],
    [{ kind: 'rate', perSecond: 1204 }, '1,204/s'],
    [{ kind: 'rate', perSecond: 0.2 }, '0.2/s'],
    [{ kind: 'rate', perSecond: -2.3 }, '−2.3/s'],
    [{ kind: 'share', share: 0.0133 }, '1.3 %'],
    [{ kind: 'share', share: 0.5 }, '50 %'],
    [{ kind: 'share', share: 0 }, '0 %'],
    [{ kind: 'offset', offset: '48197240' }, '48 197 240'],
    [{ kind: 'offset', offset: '811' }, '811'],
    [{ kind: 'count', count: 57_480 }, '57,480'],
    [{ kind: 'bytes', bytes: 1536 }, '1.5 KiB'],
    [{ kind: 'bytes', bytes: 3 }, '3 bytes'],
    [{ kind: 'ratio', ratio: 1.1 }, '1.1'],
    [{ kind: 'number', value: 0.614, unit: 'cores' }, '0.61 cores'],
    [{ kind: 'number', value: 0.00423 }, '0.0042'],
    [name('ws-gateway'), 'ws-gateway'],
  ])('%j reads %s', (value, text) => {
    const thinSpaced = text.replaceAll(/(?<=\d) (?=\d{3})/g, '\u2009');
    expect(formatFindingValue(value)).toBe(
      value.kind === 'offset' ? thinSpaced : text,
    );
  });

  it('tells a time in UTC', () => {
    const atMs = Date.UTC(2026, 10, 21, 14, 2, 36);
    expect(formatFindingValue({ kind: 'time', atMs })).toBe(
      '2026-11-21 14:02 UTC',
    );
  });
});

describe('a finding', () => {
  it('is a sentence with its numbers, units and limit', () => {
    expect(formatFinding(LAGGING)).toBe(
      'pong_topic p3 is 48 s behind for group ws-gateway; the limit is 15 s',
    );
  });

  it('is said in the words and the numbers of the reader', () => {
    const templates = {
      'lag.time.lagging': '{{group}}: {{lag}} Rückstand, Grenze {{ limit }}',
    };
    const text = formatFinding(LAGGING, {
      templates,
      formatValue: (value, key) => `<${key} ${formatFindingValue(value)}>`,
    });
    expect(text).toBe(
      '<group ws-gateway>: <lag 48 s> Rückstand, Grenze <limit 15 s>',
    );
  });

  it('uses the sentence for one when the count is one', () => {
    const values = { group: name('g'), topic: name('t'), partition: name('0') };
    const lost = (count: number): Finding => ({
      sentence: 'retention.lost',
      values: { ...values, count: { kind: 'count', count } },
    });
    expect(formatFinding(lost(1))).toMatch(/^1 offset gone/);
    expect(formatFinding(lost(2))).toMatch(/^2 offsets gone/);
  });

  it('shows a sentence it does not know with its values', () => {
    const finding = { sentence: 'lag.new', values: { lag: duration(2000) } };
    expect(formatFinding(finding)).toBe('lag.new, lag 2 s');
  });

  it('does not take a sentence from the prototype of an object', () => {
    expect(formatFinding({ sentence: 'constructor', values: {} })).toBe(
      'constructor',
    );
  });

  it('shows a value that is missing as a dash', () => {
    const finding = {
      sentence: 'group.state.ok',
      values: { group: name('g') },
    };
    expect(formatFinding(finding)).toBe('g is –');
  });

  it('puts no placeholder of a name into the sentence again', () => {
    const finding = {
      sentence: 'group.state.ok',
      values: { group: name('{{state}}'), state: name('Stable') },
    };
    expect(formatFinding(finding)).toBe('{{state}} is Stable');
  });
});

describe('the sentences', () => {
  it.each(Object.entries(HEALTH_SENTENCES))(
    '%s has no exclamation, no please and closed placeholders',
    (_, template) => {
      expect(template).not.toMatch(/!|please|oops/i);
      expect(template.replaceAll(/\{\{\w+\}\}/g, '')).not.toMatch(/[{}]/);
    },
  );
});

describe('the command that grants a missing right', () => {
  it.each([
    [
      { operation: 'Describe', resource: 'group', name: 'fraud-scan' } as const,
      "--operation Describe --group 'fraud-scan'",
    ],
    [
      { operation: 'Read', resource: 'topic', name: "it's" } as const,
      String.raw`--operation Read --topic 'it'\''s'`,
    ],
    [
      { operation: 'Describe', resource: 'cluster', name: '' } as const,
      '--operation Describe --cluster',
    ],
  ])('names operation and resource of %j', (acl, end) => {
    expect(aclCommand(acl, 'User:portal')).toBe(
      `kafka-acls.sh --bootstrap-server <broker> --add --allow-principal 'User:portal' ${end}`,
    );
  });
});
