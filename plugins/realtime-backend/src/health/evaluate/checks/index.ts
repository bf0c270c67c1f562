import { AVAILABILITY, DECLARED, OWNED } from './availability';
import { COMMITS } from './commits';
import { CONTENT } from './content';
import { DEAD_LETTER } from './deadLetters';
import { DISKS } from './disks';
import { DURABILITY } from './durability';
import { FLOW } from './flow';
import { ASSIGNMENTS, GROUPS } from './groups';
import type { HealthCheck } from './HealthCheck';
import { LAG } from './lag';
import { OBSERVING } from './observing';
import { PLACEMENT } from './placement';
import { KEEPING, LOSS } from './retention';
import { RIGHTS } from './rights';
import { SAMPLES } from './samples';
import { SKEW } from './skew';
import { STAGES } from './stages';
import { TRANSACTIONS } from './transactions';

/**
 * Every family of checks; a new one is a file here and a line in this list. The
 * order decides which check stands for others that are unknown for its reason.
 */
export const CHECKS: readonly HealthCheck[] = [
  OBSERVING,
  ...RIGHTS,
  DECLARED,
  OWNED,
  AVAILABILITY,
  LAG,
  LOSS,
  ...COMMITS,
  GROUPS,
  ASSIGNMENTS,
  DURABILITY,
  PLACEMENT,
  DISKS,
  KEEPING,
  CONTENT,
  TRANSACTIONS,
  FLOW,
  SKEW,
  DEAD_LETTER,
  ...SAMPLES,
  ...STAGES,
];
