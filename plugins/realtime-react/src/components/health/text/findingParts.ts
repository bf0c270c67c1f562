import {
  formatFinding,
  type Finding,
  type FindingFormat,
  type FindingValue,
} from '@backstage-realtime/plugin-realtime-common';

/** A piece of a sentence; values can be drawn bold. @public */
export interface FindingPart {
  text: string;
  isValue: boolean;
}

/** U+2063: has no width and stands in no name; frames a value until the sentence is cut up. */
const MARK = '\u2063';

/** The sentence in pieces of text and value, in order. */
export function findingParts(
  finding: Finding,
  templates: FindingFormat['templates'],
  write: (value: FindingValue) => string,
): FindingPart[] {
  return formatFinding(finding, {
    templates,
    formatValue: value => `${MARK}${write(value)}${MARK}`,
  })
    .split(MARK)
    .map((text, i) => ({ text, isValue: i % 2 === 1 }))
    .filter(part => part.text !== '');
}
