import { known, type Reading } from '../../model/health/reading';
import type { Offset } from '../../model/offset';

/** Offsets from one to another; the reason where one is not known. */
export function between(
  committed: Reading<Offset>,
  end: Reading<Offset>,
): Reading<number> {
  if (!committed.known) return committed;
  if (!end.known) return end;
  return known(Number(end.value) - Number(committed.value));
}
