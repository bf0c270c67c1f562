import { turns } from '../../sources/kafka/requests/Slices';
import type { HealthContext } from '../evaluate/context/HealthContext';
import { evaluateBySteps } from '../evaluate/evaluate';
import type { Evaluation } from '../evaluate/types';

/** Says what `evaluate` says, and lets others run every few ms. */
export async function evaluateInSlices(
  context: HealthContext,
): Promise<Evaluation> {
  const work = evaluateBySteps(context);
  let next = work.next();
  while (!next.done) {
    if (turns.isOver()) await turns.next();
    next = work.next();
  }
  return next.value;
}
