/** Steps drawn at once; more would leave no room for their names. */
export const MAX_STEPS = 12;

/** Which of `total` steps are drawn, `to` exclusive. */
export interface StepWindow {
  from: number;
  to: number;
}

/**
 * The part of a long track that holds the step `now`, with more of what comes
 * than of what was. A track of at most {@link MAX_STEPS} is drawn whole.
 */
export function stepWindow(total: number, now: number): StepWindow {
  if (total <= MAX_STEPS) return { from: 0, to: total };
  const before = Math.floor(MAX_STEPS / 3);
  const from = Math.min(Math.max(0, now - before), total - MAX_STEPS);
  return { from, to: from + MAX_STEPS };
}
