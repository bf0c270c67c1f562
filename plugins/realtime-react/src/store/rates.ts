import type { StatsFrame } from '@backstage-realtime/plugin-realtime-common';

/** Seconds of rates kept for drawing. */
export const RATE_SECONDS = 60;

/** One value a second, oldest first; `lastSecond` is that of the last value, in seconds since 1970. */
export interface Rates {
  values: ReadonlyArray<number | undefined>;
  lastSecond?: number;
}

export const NO_RATES: Rates = { values: [] };

/**
 * The rates with this second added. Seconds without a measurement are undefined,
 * a second measured twice keeps the later value, one from the past is left out.
 */
export function appendRate(
  rates: Rates,
  stats: Pick<StatsFrame, 'atMs' | 'ratePerSecond'>,
): Rates {
  const second = Math.floor(stats.atMs / 1_000);
  const passed = rates.lastSecond === undefined ? 1 : second - rates.lastSecond;
  if (passed < 0) return rates;
  const known = passed === 0 ? rates.values.slice(0, -1) : rates.values;
  const missing = Math.min(Math.max(0, passed - 1), RATE_SECONDS);
  const values = [
    ...known,
    ...Array.from({ length: missing }, () => undefined),
    stats.ratePerSecond,
  ];
  return { values: values.slice(-RATE_SECONDS), lastSecond: second };
}
