import type { Entity } from '@backstage/catalog-model';
import type { AnnotationProblem } from './protocol/http';

/** An annotation that lists things, and how one of them is written. */
export interface AnnotationForm<T> {
  annotation: string;
  /** For the sentence about a malformed part: `cluster/topic`. */
  rightForm: string;
  parse(part: string): T | undefined;
}

/** Names of systems: letters, digits, dot, dash, underscore. */
export const SYSTEM_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

/** What the annotations list, in the order written, without doubles; and the parts that cannot be read. */
export function readForms<T>(
  entity: Pick<Entity, 'metadata'>,
  forms: readonly AnnotationForm<T>[],
): { found: T[]; problems: AnnotationProblem[] } {
  const found = new Map<string, T>();
  const problems: AnnotationProblem[] = [];
  for (const form of forms) {
    for (const part of partsOf(
      entity.metadata.annotations?.[form.annotation],
    )) {
      const ref = form.parse(part);
      if (ref) found.set(JSON.stringify(ref), ref);
      else problems.push(problemOf(form, part));
    }
  }
  return { found: [...found.values()], problems };
}

/** At the first slash; the second half is empty without one. */
export function splitPart(part: string): [string, string] {
  const slash = part.indexOf('/');
  return slash < 0 ? [part, ''] : [part.slice(0, slash), part.slice(slash + 1)];
}

function partsOf(value: string | undefined): string[] {
  return value === undefined ? [] : value.split(',').map(part => part.trim());
}

function problemOf(
  form: AnnotationForm<unknown>,
  part: string,
): AnnotationProblem {
  const shown = part === '' ? 'an empty part' : `"${part.slice(0, 80)}"`;
  const message = `${form.annotation} has ${shown}; the right form is ${form.rightForm}, several separated by commas`;
  return { annotation: form.annotation, part, message };
}
