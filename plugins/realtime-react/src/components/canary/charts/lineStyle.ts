import type { SeriesRole } from '@backstage-realtime/plugin-realtime-common';

/** How a line is drawn, in CSS pixels. */
export interface LineStyle {
  width: number;
  /** Empty for a solid line. */
  dash: number[];
}

/** Dashes tell lines apart without colour; the first of a role is the plain one. */
const MORE_DASHES = [
  [10, 3],
  [2, 3],
  [10, 3, 2, 3],
];

/** Canary, or all pods together: solid and strong; stable: dashed and thinner. */
export function lineStyle(role: SeriesRole, nth: number): LineStyle {
  const width = role === 'stable' ? 1.6 : 2.2;
  if (nth > 0)
    return { width, dash: MORE_DASHES[(nth - 1) % MORE_DASHES.length] };
  return { width, dash: role === 'stable' ? [5, 4] : [] };
}
