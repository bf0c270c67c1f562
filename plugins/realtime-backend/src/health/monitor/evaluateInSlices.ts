import type { HealthContext } from '../evaluate/context/HealthContext';
import { evaluateBySteps } from '../evaluate/evaluate';
import type { Evaluation } from '../evaluate/types';
import { runInSlices } from '../runInSlices';

/** Says what `evaluate` says, and lets others run every few ms. */
export async function evaluateInSlices(
  context: HealthContext,
): Promise<Evaluation> {
  return await runInSlices(evaluateBySteps(context));
}
