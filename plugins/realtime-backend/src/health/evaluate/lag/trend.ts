import { mannKendall } from './mannKendall';
import { theilSen, type Point } from './theilSen';

const MINUTE_MS = 60_000;

/** 99 % of trendless series stay within this score. */
const SURE = 2.58;

/** Fewer readings say nothing about a trend. */
export const TREND_SAMPLES = 20;

/** A span and the distance of the readings taken from it. */
interface TrendWindow {
  spanMs: number;
  stepMs: number;
}

/** Recovery shows within minutes, or within half an hour when it is noisy. */
const RECENT: readonly TrendWindow[] = [
  { spanMs: 5 * MINUTE_MS, stepMs: 15_000 },
  { spanMs: 30 * MINUTE_MS, stepMs: 30_000 },
];

/** A slow leak hides in the noise of half an hour; in three it does not. */
const LONG: TrendWindow = { spanMs: 180 * MINUTE_MS, stepMs: 5 * MINUTE_MS };

/** Where a lag goes. `slope` is ms of lag per ms: 0.14 is 0.14 s per s. */
export interface Trend {
  direction: 'up' | 'down' | 'none' | 'learning';
  slope: number;
  samples: number;
}

/** Readings of the past, oldest first, and how to tell the lag at one of them. */
export interface LagPast<S extends { atMs: number }> {
  samples: readonly S[];
  nowMs: number;
  /** In ms; undefined where it cannot be told. */
  lagAt(sample: S): number | undefined;
}

/** What a lag did lately: the shortest window that is sure. */
export function recentTrend<S extends { atMs: number }>(
  past: LagPast<S>,
): Trend {
  let unsure: Trend | undefined;
  for (const window of RECENT) {
    const trend = trendIn(past, window);
    const { direction } = trend;
    if (direction === 'up' || direction === 'down') return trend;
    if (unsure === undefined || direction === 'none') unsure = trend;
  }
  return unsure ?? NOTHING;
}

/** What a lag does over hours; `learning` until there are 100 min of readings. */
export function longTrend<S extends { atMs: number }>(past: LagPast<S>): Trend {
  return trendIn(past, LONG);
}

const NOTHING: Trend = { direction: 'learning', slope: 0, samples: 0 };

function trendIn<S extends { atMs: number }>(
  past: LagPast<S>,
  window: TrendWindow,
): Trend {
  const points = thin(past, window);
  const samples = points.length;
  if (samples < TREND_SAMPLES) return { ...NOTHING, samples };
  const slope = slopeOf(points);
  const score = mannKendall(points.map(({ value }) => value));
  // A direction without a pace to draw out is none.
  const direction = slope * score > 0 ? directionOf(score) : 'none';
  return { direction, slope, samples };
}

/** Ages in whole seconds make most pairs level, and the median with them; then the ends tell. */
function slopeOf(points: readonly Point[]): number {
  const [first, last] = [points[0], points[points.length - 1]];
  const overall = (last.value - first.value) / (last.atMs - first.atMs);
  return theilSen(points) || overall;
}

function directionOf(score: number): Trend['direction'] {
  if (score > SURE) return 'up';
  return score < -SURE ? 'down' : 'none';
}

/** The newest known lag of each step that has one, oldest first. */
function thin<S extends { atMs: number }>(
  { samples, nowMs, lagAt }: LagPast<S>,
  { spanMs, stepMs }: TrendWindow,
): Point[] {
  const taken: Point[] = [];
  let step = -1;
  for (let index = samples.length - 1; index >= 0; index--) {
    const { atMs } = samples[index];
    if (nowMs - atMs > spanMs) break;
    // Readings are early or late by a little; half a step forgives that.
    const own = Math.floor((nowMs - atMs + stepMs / 2) / stepMs);
    const value = own > step ? lagAt(samples[index]) : undefined;
    if (value === undefined) continue;
    taken.push({ atMs, value });
    step = own;
  }
  return taken.reverse();
}
