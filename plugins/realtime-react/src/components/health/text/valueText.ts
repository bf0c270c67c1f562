import {
  formatFindingValue,
  type FindingValue,
} from '@backstage-realtime/plugin-realtime-common';
import { retell } from '../../words/retell';
import type { Words } from '../../words/WordsContext';

/**
 * A value of a finding with its unit on the same line. Times go through `since`,
 * which knows zone and day; a clause that stands for a name is told in `words`.
 */
export function valueText(
  value: FindingValue,
  since: (atMs: number) => string,
  words?: Words,
): string {
  switch (value.kind) {
    case 'time':
      return since(value.atMs);
    case 'name':
      return words ? retell('reason', value.text, words) : value.text;
    default:
      return formatFindingValue(value).replace(/ /g, '\u00a0');
  }
}

/** `1.3 %`: one decimal below ten percent, where a limit may be near. */
export function shareText(share: number): string {
  return valueText({ kind: 'share', share }, String);
}
