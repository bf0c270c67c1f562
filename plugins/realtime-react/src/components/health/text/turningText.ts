import {
  compareVerdicts,
  type CheckResult,
  type PendingVerdict,
} from '@backstage-realtime/plugin-realtime-common';
import { formatSpan } from '../../format/numbers';
import type { Words } from '../../words/WordsContext';

/** True for a check that will be worse soon, unless its rule stops to hold. */
export function isWorsening({ pending, verdict }: CheckResult): boolean {
  return pending !== undefined && compareVerdicts(pending.verdict, verdict) < 0;
}

/**
 * What a check says, in a sentence that fits the verdict beside it. What was
 * found last can be bad beside an OK that still stands, or good beside a
 * Warning that has not cleared yet; the way it turns is then said first.
 */
export function turningText(
  check: CheckResult,
  finding: string,
  words: Words,
): string {
  const { pending } = check;
  if (!pending) return finding;
  const values = {
    verdict: words(`verdict.${pending.verdict}`),
    progress: progressText(pending, words),
    finding,
  };
  if (isWorsening(check)) return words('health.becoming', values);
  return pending.verdict === 'info' || pending.verdict === 'warning'
    ? words('health.easing', values)
    : words('health.clearing', values);
}

function progressText(
  { readings, heldMs, holdMs }: PendingVerdict,
  words: Words,
): string {
  if (readings) {
    return words('health.heldReadings', {
      n: readings.held,
      count: readings.needed,
    });
  }
  return heldMs < holdMs
    ? words('health.heldFor', {
        held: formatSpan(heldMs),
        hold: formatSpan(holdMs),
      })
    : words('health.nextReading');
}
