import { formatSpan } from '../../format/numbers';

/** Age of a reading: whole seconds, because tenths would only flicker. @public */
export function ageText(ms: number): string {
  return ms < 60_000 ? `${Math.floor(ms / 1_000)}\u00a0s` : formatSpan(ms);
}
