import { createHash } from 'node:crypto';
import type { Json } from '../../model/json';

/** Neither vowels nor what looks like them, so that a hash is never a word. */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** Short name of a value, as names of replica sets carry it: `5d4f8b6c77`. */
export function hashOf(value: Json): string {
  const digest = createHash('sha256').update(JSON.stringify(sortKeys(value)));
  return [...String(digest.digest().readUInt32BE())]
    .map(digit => LETTERS[digit.charCodeAt(0) % LETTERS.length])
    .join('');
}

function sortKeys(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(sortKeys);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map(key => [key, sortKeys(value[key])]),
  );
}
