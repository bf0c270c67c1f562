import type {
  CanarySentence,
  Finding,
  FindingValue,
  Verdict,
} from '@backstage-realtime/plugin-realtime-common';

export { count, duration, name, share } from '../../health/evaluate/values';

/** A sentence about a rollout with its values; a key that does not exist does not compile. */
export function say(
  sentence: CanarySentence,
  values: Record<string, FindingValue> = {},
): Finding {
  return { sentence, values };
}

export const time = (atMs: number): FindingValue => ({ kind: 'time', atMs });

export const number = (value: number): FindingValue => ({
  kind: 'number',
  value,
});

/** What is going on, told: the part of a state that phases differ in. */
export interface Story {
  verdict: Verdict;
  headline: Finding;
  /** Most important first. */
  details: Finding[];
  next?: Finding;
}
