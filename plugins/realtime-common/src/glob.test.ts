import { matchesAny, matchesGlob } from './glob';

describe('matchesGlob', () => {
  it.each([
    ['ping_topic', 'ping_topic', true],
    ['ping_topic', 'ping_topic2', false],
    ['ping_*', 'ping_topic', true],
    ['*_topic', 'ping_topic', true],
    ['*', '', true],
    ['p*g*c', 'ping_topic', true],
    ['a*a', 'a', false],
    ['ab*ba', 'aba', false],
    ['*a*b*', 'xxbxa', false],
    ['a.c', 'abc', false],
    ['', '', true],
    ['', 'x', false],
  ])('%s against %s is %s', (pattern, text, expected) => {
    expect(matchesGlob(pattern, text)).toBe(expected);
  });

  it('stays linear on a pattern made to be slow', () => {
    const pattern = `${'*a'.repeat(2_000)}*b`;
    expect(matchesGlob(pattern, 'a'.repeat(100_000))).toBe(false);
  });
});

describe('matchesAny', () => {
  it('matches everything without a list and nothing with an empty one', () => {
    expect(matchesAny(undefined, 'x')).toBe(true);
    expect(matchesAny([], 'x')).toBe(false);
  });
});
