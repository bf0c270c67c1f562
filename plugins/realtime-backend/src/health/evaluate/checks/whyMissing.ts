import type {
  Missing,
  Reading,
} from '@backstage-realtime/plugin-realtime-common';

/**
 * Why the first reading without a value has none, leaving out reasons that are
 * an answer to the question at hand; undefined when nothing is lacking.
 */
export function whyMissing(
  readings: ReadonlyArray<Reading<unknown>>,
  answers: ReadonlyArray<Missing['code']>,
): Missing | undefined {
  for (const each of readings) {
    if (!each.known && !answers.includes(each.missing.code))
      return each.missing;
  }
  return undefined;
}
