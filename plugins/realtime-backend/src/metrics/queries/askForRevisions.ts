import type { SeriesRole } from '@backstage-realtime/plugin-realtime-common';
import type { QueryParameters } from './parameters';
import type { QueryTemplate } from './QueryTemplate';

/** Hashes of the two sides of a rollout, as far as they are known. */
export interface Revisions {
  stable?: string;
  canary?: string;
}

/** Label that says whose a series is; written by {@link askForRevisions}, read by `toPanelSeries`. */
export const ROLE_LABEL = 'realtime_role';

/**
 * One query for both revisions: the template filled for each, marked with its
 * role and joined by `or`, which keeps both since the mark differs. So a panel
 * costs one request however its query tells revisions apart. A template that
 * names no revision is filled once. undefined when a value it needs is missing.
 */
export function askForRevisions(
  template: QueryTemplate,
  parameters: Omit<QueryParameters, 'hash'>,
  revisions: Revisions,
): string | undefined {
  if (!template.needs.has('hash')) return template.fill(parameters);
  const parts = sidesOf(revisions).map(([role, hash]) => {
    const query = template.fill({ ...parameters, hash });
    return query && mark(query, role);
  });
  const known = parts.filter(part => part !== undefined);
  return known.length === parts.length && known.length > 0
    ? known.join(' or ')
    : undefined;
}

/** A revision that is promoted is both; it is shown as stable. */
function sidesOf({
  stable,
  canary,
}: Revisions): Array<[role: SeriesRole, hash: string]> {
  const sides: Array<[SeriesRole, string | undefined]> = [
    ['canary', canary === stable ? undefined : canary],
    ['stable', stable],
  ];
  return sides.filter((side): side is [SeriesRole, string] => Boolean(side[1]));
}

/** The pattern matches whatever is there, also nothing. */
function mark(query: string, role: SeriesRole): string {
  return `label_replace(${query}, "${ROLE_LABEL}", "${role}", "__name__", ".*")`;
}
