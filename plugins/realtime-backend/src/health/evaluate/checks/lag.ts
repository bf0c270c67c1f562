import { family } from './HealthCheck';
import { LAG_HEADROOM } from './lagHeadroom';
import { LAG_OUTLIER } from './lagOutlier';
import { LAG_TIME } from './lagTime';

/** How far groups are behind. */
export const LAG = family('lag', ({ readers }) => readers, [
  LAG_TIME,
  LAG_OUTLIER,
  LAG_HEADROOM,
]);
