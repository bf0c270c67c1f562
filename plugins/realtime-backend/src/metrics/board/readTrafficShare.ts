import {
  known,
  missing,
  type MetricPanel,
  type Reading,
  type SeriesRole,
  type TrafficShare,
} from '@backstage-realtime/plugin-realtime-common';
import type { Revisions } from '../queries/askForRevisions';
import type { Window } from '../read/Window';

/** Name of the query that tells requests a second of each revision. */
export const TRAFFIC_QUERY = 'request-rate';

/** Values that are older are of no use to say what share the canary gets now. */
const MAX_AGE_MS = 60_000;

/**
 * Share of requests that reached the canary, measured at the newest time both
 * revisions have a value for. It is that of the last `windowMs`, over which the
 * query takes its rates: after an abort it goes back to nothing as slowly. Never guessed from weights: those are told
 * elsewhere, and the difference is what people look for.
 */
export function readTrafficShare(
  panel: MetricPanel | undefined,
  { stable, canary }: Revisions,
  { stepMs, points }: Window,
  windowMs: number | undefined,
): Reading<TrafficShare> {
  if (!panel) return unknown('not-asked', `no query is named ${TRAFFIC_QUERY}`);
  if (panel.missing) return { known: false, missing: panel.missing };
  if (!canary || !stable || canary === stable)
    return unknown('not-asked', 'there is no canary beside stable now');
  const oldest = points - 1 - Math.ceil(MAX_AGE_MS / stepMs);
  for (let i = points - 1; i >= Math.max(0, oldest); i -= 1) {
    const sides = [sumAt(panel, 'canary', i), sumAt(panel, 'stable', i)];
    const [ofCanary, ofStable] = sides;
    if (ofCanary !== undefined && ofStable !== undefined)
      return toShare(ofCanary, ofStable, windowMs);
  }
  return unknown('no-data', 'no fresh values of both revisions');
}

function toShare(
  canaryPerSecond: number,
  stablePerSecond: number,
  windowMs: number | undefined,
): Reading<TrafficShare> {
  const totalPerSecond = canaryPerSecond + stablePerSecond;
  if (totalPerSecond <= 0) return unknown('no-data', 'there are no requests');
  const share = canaryPerSecond / totalPerSecond;
  return known({
    share,
    canaryPerSecond,
    totalPerSecond,
    ...(windowMs !== undefined && { windowMs }),
  });
}

function sumAt(
  { series }: MetricPanel,
  role: SeriesRole,
  index: number,
): number | undefined {
  const values = series
    .filter(each => each.role === role)
    .map(({ values: all }) => all[index])
    .filter(value => value !== null && value !== undefined);
  return values.length === 0
    ? undefined
    : values.reduce((sum, value) => sum + value, 0);
}

function unknown(code: 'not-asked' | 'no-data', detail: string) {
  return missing(code, { detail });
}
