import { family } from './HealthCheck';
import { LAG_TIME } from './lagTime';

/** How far groups are behind. */
export const LAG = family('lag', ({ readers }) => readers, [LAG_TIME]);
