import {
  findSecrets,
  type ManifestProblem,
} from '@backstage-realtime/plugin-realtime-common';

/** Nesting of answers; those of our forms have about eight levels. */
const MAX_DEPTH = 40;

/** What the scaffolder fills in, and workflows of a repository do too. */
const EXPRESSION = /\$\{\{/;

/**
 * Characters that no file shows: PostgreSQL keeps no NUL, and marks of writing
 * direction make a text read as another one.
 */
const UNSEEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/**
 * What may stand in no answer, whatever it is for, by its field. The name of a
 * field says nothing here: the builders know which of them hold secrets.
 */
export function findAnswerProblems(
  value: unknown,
  field = '',
  depth = 0,
): ManifestProblem[] {
  if (typeof value === 'string') return textProblems(value, field);
  if (typeof value !== 'object' || value === null) return [];
  if (depth >= MAX_DEPTH)
    return [{ field, message: 'is nested too deeply to be checked' }];
  return Object.entries(value).flatMap(([key, child]) =>
    findAnswerProblems(
      child,
      Array.isArray(value)
        ? `${field}[${key}]`
        : [field, key].filter(Boolean).join('.'),
      depth + 1,
    ),
  );
}

function textProblems(text: string, field: string): ManifestProblem[] {
  if (EXPRESSION.test(text))
    return [
      {
        field,
        message: 'holds ${{, which would be filled in; write the value itself',
      },
    ];
  if (UNSEEN.test(text))
    return [
      { field, message: 'holds a character that cannot be seen; leave it out' },
    ];
  return findSecrets(text, field);
}
