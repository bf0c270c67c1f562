import type { FindingValue } from '@backstage-realtime/plugin-realtime-common';
import type { LimitKind } from './table';

const MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

const BYTES: Readonly<Record<string, number>> = {
  '': 1,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
};

/** What a value of a kind looks like, for the sentence that asks for it. */
export const EXAMPLES: Readonly<Record<LimitKind, string>> = {
  duration: '15s, 5min, 6h or 2d',
  share: '50%',
  ratio: '1.2',
  count: '10',
  bytes: '100MiB',
};

/** Number and unit as a person writes them, `15s` or `15 s`; undefined when it is not one of this kind. */
export function parseLimit(
  kind: LimitKind,
  text: string,
): FindingValue | undefined {
  const [, digits, unit] =
    /^(\d{1,15}(?:\.\d{1,6})?)\s*([a-zA-Z%]{0,3})$/.exec(text.trim()) ?? [];
  return digits === undefined
    ? undefined
    : TO_VALUE[kind](Number(digits), unit);
}

type ToValue = (number: number, unit: string) => FindingValue | undefined;

const TO_VALUE: Readonly<Record<LimitKind, ToValue>> = {
  duration: (number, unit) =>
    unit in MS ? { kind: 'duration', ms: number * MS[unit] } : undefined,
  share: (number, unit) =>
    unit === '%' ? { kind: 'share', share: number / 100 } : undefined,
  bytes: (number, unit) =>
    unit in BYTES ? { kind: 'bytes', bytes: number * BYTES[unit] } : undefined,
  count: (number, unit) =>
    unit === '' && Number.isInteger(number)
      ? { kind: 'count', count: number }
      : undefined,
  ratio: (number, unit) =>
    unit === '' ? { kind: 'ratio', ratio: number } : undefined,
};
