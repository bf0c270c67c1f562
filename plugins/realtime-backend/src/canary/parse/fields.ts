import { sumSpans } from '../../spans';

/**
 * Careful reading of objects somebody else wrote: a field of another type than
 * expected counts as missing, so that an object of a newer or a hostile cluster
 * is read as far as it can be, and never throws.
 */
export type Fields = Readonly<Record<string, unknown>>;

/** Empty for anything that is no object. */
export function fieldsOf(value: unknown): Fields {
  const isObject =
    typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Fields) : {};
}

/** The object below a path of names; empty when there is none. */
export function fieldsAt(value: unknown, ...path: string[]): Fields {
  return path.reduce(
    (fields, name) =>
      Object.hasOwn(fields, name) ? fieldsOf(fields[name]) : {},
    fieldsOf(value),
  );
}

/** At most `most` entries of a list, so that an endless one costs little. */
export function listAt(fields: Fields, name: string, most = 200): unknown[] {
  const value = fields[name];
  return Array.isArray(value) ? value.slice(0, most) : [];
}

/** A text that is not empty, cut to `most` characters. */
export function textAt(
  fields: Fields,
  name: string,
  most = 253,
): string | undefined {
  const value = fields[name];
  return typeof value === 'string' && value !== ''
    ? value.slice(0, most)
    : undefined;
}

/** A finite number, also when it is written as a text, as IntOrString allows. */
export function numberAt(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  if (typeof value === 'string' && /^-?\d{1,15}$/.test(value))
    return Number(value);
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : undefined;
}

/** A count of something, with what is missing as none. */
export function countAt(fields: Fields, name: string): number {
  return Math.max(0, Math.trunc(numberAt(fields, name) ?? 0));
}

export function isTrueAt(fields: Fields, name: string): boolean {
  return fields[name] === true;
}

/** Milliseconds since 1970 of an RFC 3339 time. */
export function timeAt(fields: Fields, name: string): number | undefined {
  const ms = Date.parse(textAt(fields, name, 40) ?? '');
  return Number.isFinite(ms) ? ms : undefined;
}

/** A span as Go writes it, `1h30m` or `0.5s`, or as seconds; undefined when it is neither. */
export function durationAt(fields: Fields, name: string): number | undefined {
  const seconds = numberAt(fields, name);
  if (seconds !== undefined) return seconds * 1_000;
  const text = textAt(fields, name, 40);
  if (!text || !/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined;
  return sumSpans(text);
}
