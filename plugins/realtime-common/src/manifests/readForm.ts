import type { z } from 'zod';
import { findSecrets } from './rules';
import type { ManifestProblem } from './manifest';

/** A form that was read: as written and with every default; or its problems. */
export type ReadForm<Written, Filled> =
  | { ok: true; written: Written; filled: Filled }
  | { ok: false; problems: ManifestProblem[] };

/**
 * Reads a form by its schema. Parts a user left empty count as not given.
 * Secrets are looked for first: their message says what to do, where the
 * schema would only call the field unknown.
 */
export function readForm<Schema extends z.ZodType>(
  schema: Schema,
  form: unknown,
  field: string,
): ReadForm<z.input<Schema>, z.output<Schema>> {
  const written = withoutEmptyParts(form) ?? {};
  const secrets = findSecrets(written, field);
  if (secrets.length > 0) return { ok: false, problems: secrets };
  const parsed = schema.safeParse(written);
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.error.issues.flatMap(issue => toProblems(issue, field)),
    };
  return { ok: true, written: written as z.input<Schema>, filled: parsed.data };
}

/** Issues of a schema as problems with our paths: `platform.topics[0].name`. */
export function toProblems(
  issue: z.core.$ZodIssue,
  field: string,
): ManifestProblem[] {
  const path = issue.path.reduce<string>(joinPath, field);
  if (issue.code !== 'unrecognized_keys')
    return [{ field: path, message: sayIssue(issue) }];
  return issue.keys.map(key => ({
    field: joinPath(path, key),
    message: 'is not a field here; leave it out',
  }));
}

function sayIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.message.endsWith('undefined'))
    return 'is missing; give a value';
  if (issue.code === 'invalid_value')
    return `has to be one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_key')
    return issue.issues.map(({ message }) => message).join(', ');
  return lowerFirst(issue.message);
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]+:? [a-z]/.test(text) &&
    !/^(Metabase|Snowflake)/.test(text)
    ? text[0].toLowerCase() + text.slice(1)
    : text;
}

function joinPath(path: string, step: PropertyKey): string {
  if (typeof step === 'number') return `${path}[${step}]`;
  return path ? `${path}.${String(step)}` : String(step);
}

/** Without `undefined`, `null`, empty texts, and objects that hold nothing else. Lists keep their length. */
function withoutEmptyParts(value: unknown): unknown {
  if (Array.isArray(value) && value.length > 0)
    return value.map(item => withoutEmptyParts(item) ?? item);
  if (Array.isArray(value)) return undefined;
  if (value === null || value === '') return undefined;
  if (typeof value !== 'object') return value;
  const parts = Object.entries(value)
    .map(([key, child]) => [key, withoutEmptyParts(child)] as const)
    .filter(([, child]) => child !== undefined);
  return parts.length > 0 ? Object.fromEntries(parts) : undefined;
}
