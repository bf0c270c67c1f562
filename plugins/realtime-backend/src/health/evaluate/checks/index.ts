import type { HealthCheck } from './HealthCheck';
import { LAG } from './lag';

/** Every family of checks; a new one is a file here and a line in this list. */
export const CHECKS: readonly HealthCheck[] = [LAG];
