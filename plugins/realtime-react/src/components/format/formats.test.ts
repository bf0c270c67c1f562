import {
  formatBytes,
  formatCount,
  formatOffset,
  formatRate,
  formatShare,
  formatSpan,
} from './numbers';
import { formatIso, formatRecordTime, formatStamp } from './times';

/** Numbers are compared with plain spaces; which space it is has a test of its own. */
const plain = (text: string) => text.replace(/[\u00a0\u2009]/g, ' ');

describe('numbers', () => {
  it.each([
    ['0', '0'],
    ['999', '999'],
    ['1000', '1 000'],
    ['48211863', '48 211 863'],
    ['9223372036854775807', '9 223 372 036 854 775 807'],
  ])('groups the offset %s and never shortens it', (offset, text) => {
    expect(plain(formatOffset(offset))).toBe(text);
  });

  it('groups offsets with thin spaces and keeps units with no-break spaces', () => {
    expect(formatOffset('1000')).toBe('1\u2009000');
    expect(formatSpan(48_000)).toBe('48\u00a0s');
  });

  it.each([
    [0, '0'],
    [0.24, '0.2'],
    [1.6, '1.6'],
    [12.4, '12'],
    [95.8, '96'],
    [1204.2, '1,204'],
  ])('says the rate %d in two to four digits', (rate, text) => {
    expect(formatRate(rate)).toBe(text);
  });

  it.each([
    [-5, '0 s'],
    [0, '0 s'],
    [300, '0.3 s'],
    [9_960, '10 s'],
    [48_000, '48 s'],
    [60_000, '1 min'],
    [192_000, '3 min 12 s'],
    [24_840_000, '6 h 54 min'],
    [3_600_000, '1 h'],
    [183_600_000, '2 d 3 h'],
  ])('says the span %d ms in at most two units', (ms, text) => {
    expect(plain(formatSpan(ms))).toBe(text);
  });

  it.each([
    [0, '0 B'],
    [214, '214 B'],
    [1_200, '1.2 kB'],
    [4_100_000, '4.1 MB'],
    [160_000_000, '160 MB'],
  ])('says %d bytes with their unit', (bytes, text) => {
    expect(plain(formatBytes(bytes))).toBe(text);
  });

  it('says counts with commas and shares in per cent', () => {
    expect(formatCount(1062)).toBe('1,062');
    expect(plain(formatShare(0.37))).toBe('37 %');
  });
});

describe('times', () => {
  const ms = Date.UTC(2026, 10, 21, 14, 7, 33, 402);

  it('says a record time to the millisecond', () => {
    expect(formatRecordTime(ms, 'utc')).toBe('14:07:33.402');
    expect(formatStamp(ms, 'utc')).toBe('2026-11-21 14:07:33.402');
  });

  it('says that a number is no time instead of failing', () => {
    expect(formatIso(9e15)).toBe('invalid time');
    expect(formatRecordTime(9e15, 'utc')).toBe('-');
  });
});
