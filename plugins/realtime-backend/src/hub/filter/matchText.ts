/** How text of a clause compares with text of a record. */
export type TextOperator = 'contains' | 'equals' | 'starts-with';

/** Tests bytes (UTF-8) or text against one wanted text. */
export interface TextMatcher {
  bytes(source: Uint8Array, start: number, length: number): boolean;
  text(value: string): boolean;
}

const UPPER_A = 65;
const UPPER_Z = 90;
const CASE_BIT = 32;

/**
 * Text comparison over bytes, without making a string for each record. Letters
 * outside ASCII compare without case only as strings, so such a text decodes.
 */
export function compileText(
  wanted: string,
  operator: TextOperator,
  caseSensitive = false,
): TextMatcher {
  const needle = Buffer.from(
    caseSensitive ? wanted : wanted.toLowerCase(),
    'utf8',
  );
  const text = textMatcher(wanted, operator, caseSensitive);
  const isByteWise = caseSensitive || needle.every(byte => byte < 128);
  if (!isByteWise) {
    return {
      text,
      bytes: (source, start, length) => text(decode(source, start, length)),
    };
  }
  return { text, bytes: byteMatcher(needle, operator, caseSensitive) };
}

function byteMatcher(
  needle: Uint8Array,
  operator: TextOperator,
  exact: boolean,
): TextMatcher['bytes'] {
  const matchesAt = exact ? equalsAt : equalsFoldedAt;
  const first = needle[0];
  const isLetter = first >= UPPER_A + CASE_BIT && first <= UPPER_Z + CASE_BIT;
  const firstUpper = !exact && isLetter ? first - CASE_BIT : first;

  return (source, start, length) => {
    if (length < needle.length) return false;
    if (operator === 'equals')
      return length === needle.length && matchesAt(source, start, needle);
    if (operator === 'starts-with') return matchesAt(source, start, needle);
    const last = start + length - needle.length;
    for (let at = start; at <= last; at++) {
      const byte = source[at];
      if (byte !== first && byte !== firstUpper) continue;
      if (matchesAt(source, at, needle)) return true;
    }
    return false;
  };
}

function equalsAt(source: Uint8Array, at: number, needle: Uint8Array): boolean {
  for (let i = 0; i < needle.length; i++)
    if (source[at + i] !== needle[i]) return false;
  return true;
}

function equalsFoldedAt(
  source: Uint8Array,
  at: number,
  needle: Uint8Array,
): boolean {
  for (let i = 0; i < needle.length; i++) {
    const byte = source[at + i];
    const folded = byte >= UPPER_A && byte <= UPPER_Z ? byte + CASE_BIT : byte;
    if (folded !== needle[i]) return false;
  }
  return true;
}

function textMatcher(
  wanted: string,
  operator: TextOperator,
  exact: boolean,
): (value: string) => boolean {
  const needle = exact ? wanted : wanted.toLowerCase();
  return value => {
    const text = exact ? value : value.toLowerCase();
    if (operator === 'equals') return text === needle;
    return operator === 'contains'
      ? text.includes(needle)
      : text.startsWith(needle);
  };
}

function decode(source: Uint8Array, start: number, length: number): string {
  return Buffer.from(source.buffer, source.byteOffset + start, length).toString(
    'utf8',
  );
}
