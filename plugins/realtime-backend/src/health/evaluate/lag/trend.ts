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

/** What a lag did lately: the shortest window that is sure. */
export function recentTrend(points: readonly Point[], nowMs: number): Trend {
  const trends = RECENT.map(window => trendIn(points, window, nowMs));
  return (
    trends.find(
      ({ direction }) => direction === 'up' || direction === 'down',
    ) ??
    trends.find(({ direction }) => direction === 'none') ??
    trends[0]
  );
}

/** What a lag does over hours; `learning` until there are 100 min of readings. */
export function longTrend(points: readonly Point[], nowMs: number): Trend {
  return trendIn(points, LONG, nowMs);
}

function trendIn(
  points: readonly Point[],
  window: TrendWindow,
  nowMs: number,
): Trend {
  const taken = thin(points, window, nowMs);
  const samples = taken.length;
  if (samples < TREND_SAMPLES) {
    return { direction: 'learning', slope: 0, samples };
  }
  const score = mannKendall(taken.map(({ value }) => value));
  return {
    direction: directionOf(score),
    slope: theilSen(taken) ?? 0,
    samples,
  };
}

function directionOf(score: number): 'up' | 'down' | 'none' {
  if (score > SURE) return 'up';
  return score < -SURE ? 'down' : 'none';
}

/** The newest reading of each step that has one, oldest first. */
function thin(
  points: readonly Point[],
  { spanMs, stepMs }: TrendWindow,
  nowMs: number,
): Point[] {
  const taken: Point[] = [];
  let step = Infinity;
  for (let index = points.length - 1; index >= 0; index--) {
    const point = points[index];
    if (nowMs - point.atMs > spanMs) break;
    const own = Math.ceil((nowMs - point.atMs - stepMs / 2) / stepMs);
    if (step === Infinity || own > step) {
      taken.push(point);
      step = own;
    }
  }
  return taken.reverse();
}
