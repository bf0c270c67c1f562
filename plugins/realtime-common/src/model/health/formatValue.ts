import type { FindingValue } from './check';

const THIN_SPACE = '\u2009';
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A value of a finding as text, without a locale: unit always, a space before
 * it, `/s` without one. Times are UTC. Views that know the reader's zone and
 * language pass a function of their own to `formatFinding`.
 * @public
 */
export function formatFindingValue(value: FindingValue): string {
  switch (value.kind) {
    case 'name':
      return value.text;
    case 'count':
      return grouped(value.count, ',');
    case 'offset':
      return value.offset.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
    case 'duration':
      return `${value.isAtLeast ? '≥ ' : ''}${formatDuration(value.ms)}`;
    case 'time':
      return formatTime(value.atMs);
    case 'rate':
      return `${threeDigits(value.perSecond)}/s`;
    case 'share':
      return `${oneDecimalBelowTen(value.share * 100)} %`;
    case 'bytes':
      return formatBytes(value.bytes);
    default:
      return formatNumber(value);
  }
}

type PlainNumber = Extract<FindingValue, { kind: 'number' | 'ratio' }>;

/** At least two digits count, however small the number is: `0.61 cores`, `0.0042`. */
function formatNumber(number: PlainNumber): string {
  if (number.kind === 'ratio') return trimmed(number.ratio, 2);
  const { unit, value } = number;
  const isSmall = value !== 0 && Math.abs(value) < 0.01;
  const text = isSmall
    ? signed(String(Number(value.toPrecision(2))))
    : threeDigits(value);
  return unit ? `${text} ${unit}` : text;
}

/**
 * A span in at most two units: `0.4 s`, `3 min 12 s`, `23 h 58 min`, `6 d 22 h`.
 * Hours go up to two days, because limits are written as `24 h`.
 * @public
 */
export function formatDuration(ms: number): string {
  if (ms < 0) return `−${formatDuration(-ms)}`;
  if (ms < 300) return `${Math.round(ms)} ms`;
  if (ms < MINUTE) return formatSeconds(ms / SECOND);
  if (ms < HOUR) return twoUnits(ms, [MINUTE, 'min'], [SECOND, 's']);
  if (ms < 2 * DAY) return twoUnits(ms, [HOUR, 'h'], [MINUTE, 'min']);
  return twoUnits(ms, [DAY, 'd'], [HOUR, 'h']);
}

/** Below ten seconds a tenth counts; `59.7` would round to a minute, so it is cut. */
function formatSeconds(seconds: number): string {
  return `${seconds < 10 ? trimmed(seconds, 1) : Math.floor(seconds)} s`;
}

type Unit = [ms: number, name: string];

function twoUnits(ms: number, [large, name]: Unit, [small, rest]: Unit) {
  const whole = Math.floor(ms / large);
  const left = Math.floor((ms % large) / small);
  return left === 0 ? `${whole} ${name}` : `${whole} ${name} ${left} ${rest}`;
}

function formatTime(atMs: number): string {
  const iso = new Date(atMs).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

function formatBytes(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  let rest = bytes;
  let unit = 0;
  while (Math.abs(rest) >= 1024 && unit < units.length - 1) {
    rest /= 1024;
    unit += 1;
  }
  return `${threeDigits(rest)} ${units[unit]}`;
}

function threeDigits(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return grouped(value, ',');
  if (size >= 1 || size === 0) return trimmed(value, 1);
  return trimmed(value, 2);
}

function oneDecimalBelowTen(value: number): string {
  return trimmed(value, Math.abs(value) < 10 ? 1 : 0);
}

function trimmed(value: number, decimals: number): string {
  return signed(String(Number(value.toFixed(decimals))));
}

function grouped(value: number, by: string): string {
  const text = String(Math.round(value));
  return signed(text.replace(/\B(?=(\d{3})+$)/g, by));
}

/** A minus sign as wide as a plus. */
function signed(text: string): string {
  return text.replace(/^-/, '−');
}
