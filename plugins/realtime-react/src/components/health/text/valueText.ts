import {
  formatFindingValue,
  type FindingValue,
} from '@backstage-realtime/plugin-realtime-common';

/** A value of a finding with its unit on the same line. Times go through `since`, which knows zone and day. */
export function valueText(
  value: FindingValue,
  since: (atMs: number) => string,
): string {
  switch (value.kind) {
    case 'time':
      return since(value.atMs);
    case 'name':
      return value.text;
    default:
      return formatFindingValue(value).replace(/ /g, '\u00a0');
  }
}

/** `1.3 %`: one decimal below ten percent, where a limit may be near. */
export function shareText(share: number): string {
  return valueText({ kind: 'share', share }, String);
}
