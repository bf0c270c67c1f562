import { ANNOTATIONS } from '@backstage-realtime/plugin-realtime-common';
import { EXAMPLES, parseLimit } from './parseLimit';
import { kindOfLimit } from './table';

/** Parts read of one annotation; nobody writes so many by hand. */
const MAX_PARTS = 100;

/** Characters of a malformed part that are shown again. */
const SHOWN = 80;

/**
 * Limits of one entity: `lag.slo.warn=15s, lag.slo.critical=60s`. A part that
 * cannot be used is a problem that names annotation, part and right form; the
 * other parts count, and of two for the same limit the later.
 */
export function readLimitsAnnotation(text: string | undefined): {
  values: Map<string, string>;
  problems: string[];
} {
  const values = new Map<string, string>();
  const problems: string[] = [];
  const parts = (text ?? '').split(',').map(part => part.trim());
  for (const part of parts.slice(0, MAX_PARTS).filter(Boolean)) {
    const [name, value] = splitPart(part);
    const problem = problemOf(name, value);
    if (problem === undefined) values.set(name, value);
    else problems.push(about(part, problem));
  }
  if (parts.length > MAX_PARTS) {
    problems.push(about(parts[MAX_PARTS], `only ${MAX_PARTS} parts are read`));
  }
  return { values, problems };
}

/** Why a limit cannot be used, as a clause; undefined when it can. */
export function problemOf(name: string, value: string): string | undefined {
  const kind = kindOfLimit(name);
  if (kind === undefined) {
    return 'no check has this limit; the right form is lag.slo.warn=15s';
  }
  return parseLimit(kind, value) === undefined
    ? `the right form is ${name}= and a value like ${EXAMPLES[kind]}`
    : undefined;
}

function about(part: string, problem: string): string {
  return `${ANNOTATIONS.healthLimits} has "${part.slice(0, SHOWN)}"; ${problem}`;
}

function splitPart(part: string): [name: string, value: string] {
  const at = part.indexOf('=');
  return at < 0
    ? [part, '']
    : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
}
