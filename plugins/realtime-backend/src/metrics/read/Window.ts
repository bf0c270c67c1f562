import { MAX_POINTS } from '../../config/prometheus/schema';

/** The time axis of a board: `points` times from `fromMs` on, `stepMs` apart. */
export interface Window {
  fromMs: number;
  stepMs: number;
  points: number;
}

/** Smallest unit of time in a query. */
const GRAIN_MS = 1_000;

/**
 * A window that ends at the last full step before `nowMs`. Windows of one step
 * length begin at the same times whoever asks, so that answers can be shared.
 */
export function alignWindow(
  nowMs: number,
  { rangeMs, stepMs }: { rangeMs: number; stepMs: number },
): Window {
  const least = Math.ceil(rangeMs / MAX_POINTS / GRAIN_MS) * GRAIN_MS;
  const step = Math.max(stepMs, least);
  const points = Math.max(2, Math.floor(rangeMs / step));
  const toMs = Math.floor(nowMs / step) * step;
  return { fromMs: toMs - (points - 1) * step, stepMs: step, points };
}

/** The last time of a window. */
export function endOf({ fromMs, stepMs, points }: Window): number {
  return fromMs + (points - 1) * stepMs;
}
