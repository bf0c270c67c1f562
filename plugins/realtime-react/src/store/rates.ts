import {
  QUIET_STATS_SECONDS,
  type StatsFrame,
} from '@backstage-realtime/plugin-realtime-common';

/** Seconds of rates kept for drawing. */
export const RATE_SECONDS = 60;

/**
 * One value a second, oldest first; `lastAtMs` is when the last one was measured.
 * A late measurement is no missing second, so spans are rounded, not counted by
 * the clock's seconds.
 */
export interface Rates {
  values: ReadonlyArray<number | undefined>;
  lastAtMs?: number;
}

export const NO_RATES: Rates = { values: [] };

/**
 * The rates with this second added; without a rate it was not measured, which is
 * not zero. Seconds without a measurement are undefined,
 * a second measured twice keeps the later value, one from the past is left out.
 */
export function appendRate(
  rates: Rates,
  stats: Pick<StatsFrame, 'atMs'> & { ratePerSecond?: number },
): Rates {
  const { atMs } = stats;
  const sinceMs = rates.lastAtMs === undefined ? 1_000 : atMs - rates.lastAtMs;
  const passed = Math.round(sinceMs / 1_000);
  if (passed < 0) return rates;
  const known = passed === 0 ? rates.values.slice(0, -1) : rates.values;
  const missing = Math.min(Math.max(0, passed - 1), RATE_SECONDS);
  const values = [
    ...known,
    ...Array.from({ length: missing }, () =>
      isQuiet(known, passed) ? 0 : undefined,
    ),
    stats.ratePerSecond,
  ];
  return { values: values.slice(-RATE_SECONDS), lastAtMs: atMs };
}

/** Rates of the seconds before the first measurement, as the server remembers them. */
export function seedRates(
  rates: Rates,
  history: ReadonlyArray<number | null> | undefined,
  atMs: number,
): Rates {
  if (!history || rates.values.length > 0) return rates;
  const values = history
    .slice(-RATE_SECONDS)
    .map(rate => (typeof rate === 'number' ? rate : undefined));
  return { values, lastAtMs: atMs - 1_000 };
}

/**
 * The rates as they stand `silentMs` after the last measurement: a stream that
 * says nothing leaves a growing gap, and its line moves on.
 */
export function ageRates(values: StreamRates, silentMs: number): StreamRates {
  const missing = Math.min(RATE_SECONDS, Math.floor(silentMs / 1_000));
  if (missing <= 0) return values;
  const gap = Array.from({ length: missing }, () => undefined);
  return [...values, ...gap].slice(-RATE_SECONDS);
}

type StreamRates = ReadonlyArray<number | undefined>;

function isQuiet(
  known: ReadonlyArray<number | undefined>,
  passed: number,
): boolean {
  return known.at(-1) === 0 && passed <= QUIET_STATS_SECONDS + 1;
}
