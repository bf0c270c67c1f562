import { badQuery } from './PromqlError';

const UNIT_MS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/** `1h30m` in ms; a bare number is seconds. */
export function parsePromDuration(text: string): number {
  const source = text.trim();
  if (/^\d+(\.\d+)?$/.test(source)) {
    return Number(source) * 1_000;
  }
  const parts = [...source.matchAll(/(\d+)(ms|[smhdwy])/g)];
  if (parts.length === 0 || parts.map(each => each[0]).join('') !== source) {
    throw badQuery(`not a valid duration string: "${text}"`);
  }
  return parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * UNIT_MS[unit],
    0,
  );
}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

/** What is between the quotes, with escapes resolved; back ticks have none. */
export function unquote(text: string): string {
  const inner = text.slice(1, -1);
  return text.startsWith('`')
    ? inner
    : inner.replace(/\\(.)/gs, (_, letter) => ESCAPES[letter] ?? letter);
}
