import type { FilterClause } from '@backstage-realtime/plugin-realtime-common';
import type { Words } from '../words/WordsContext';

/** A clause in three parts, as a chip sets them: subject and object in mono, verb as text. @public */
export interface ClauseText {
  subject: string;
  verb: string;
  object: string;
}

/** Puts a condition into words, part by part. @public */
export function clauseText(clause: FilterClause, words: Words): ClauseText {
  const verb = words(`clause.${clause.op}`);
  if (clause.in === 'field-number') {
    return { subject: clause.path, verb, object: String(clause.number) };
  }
  const object = clause.op === 'exists' ? '' : clause.text;
  return { subject: subjectOf(clause, words), verb, object };
}

function subjectOf(
  clause: Exclude<FilterClause, { in: 'field-number' }>,
  words: Words,
): string {
  if (clause.in === 'field') return clause.path;
  if (clause.in === 'header') {
    return `${words('clause.header')} ${clause.name}`;
  }
  return words(`clause.${clause.in}`);
}
