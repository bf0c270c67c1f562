import type { JsonWriter } from '../json/JsonWriter';
import { DecodeProblem } from '../limits';

/** Parts of a second, by the ending of the logical type. */
const UNITS: Record<string, bigint> = {
  millis: 1_000n,
  micros: 1_000_000n,
  nanos: 1_000_000_000n,
};

const DAY_SECONDS = 86_400n;

/** An integer with a logical type: dates and times in ISO 8601 with every digit of the fraction. */
export function writeTime(
  logicalType: string,
  value: bigint,
  writer: JsonWriter,
): void {
  const text = timeText(logicalType, value);
  if (text === undefined) writer.token(String(value));
  else writer.string(text);
}

function timeText(logicalType: string, value: bigint): string | undefined {
  if (logicalType === 'date')
    return dateText(value * DAY_SECONDS)?.slice(0, 10);
  const unit = UNITS[logicalType.slice(logicalType.lastIndexOf('-') + 1)];
  if (unit === undefined) return undefined;
  const fraction = ((value % unit) + unit) % unit;
  const date = dateText((value - fraction) / unit);
  if (date === undefined) return undefined;
  const digits = String(fraction).padStart(String(unit).length - 1, '0');
  const text = `${date.slice(0, -5)}.${digits}`;
  if (logicalType.startsWith('time-')) return text.slice(text.indexOf('T') + 1);
  return logicalType.startsWith('local-') ? text : `${text}Z`;
}

/** `2026-01-02T03:04:05.000Z`; undefined beyond the range of dates. */
function dateText(seconds: bigint): string | undefined {
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/**
 * Decimal digits of an unscaled two's complement integer, big-endian. Digits of
 * an integer of any length take time beyond its bytes, hence the bound.
 */
export function decimalText(bytes: Uint8Array, scale: number): string {
  if (bytes.length > 128 || scale < 0 || scale > 400) {
    throw new DecodeProblem('a decimal over 1024 bits');
  }
  const hex = Buffer.from(bytes).toString('hex');
  const value = BigInt.asIntN(bytes.length * 8, BigInt(`0x0${hex}`));
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const sign = value < 0n ? '-' : '';
  return scale === 0
    ? sign + whole
    : `${sign}${whole}.${digits.slice(digits.length - scale)}`;
}
