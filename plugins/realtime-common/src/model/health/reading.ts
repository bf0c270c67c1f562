/** Why a value is not known. Never the same as zero, and never good news. @public */
export const MISSING_CODES = [
  'no-commit',
  'no-leader',
  'no-permission',
  'not-found',
  'not-asked',
  'unsupported',
  'unreachable',
  'timeout',
  'stale',
  'learning',
  'no-data',
  'not-a-number',
  'unauthenticated',
  'bad-query',
  'failed',
] as const;

/**
 * Why there is no value. `no-commit`: the group never committed there.
 * `no-permission`: `acl` says which right is missing. `unsupported`: the broker
 * cannot answer this. `stale`: the last answer is too old. `learning`: there are
 * not enough readings yet. `unauthenticated`: the credential was not taken, as
 * opposed to one that lacks a right. `bad-query`: the query itself was refused.
 * @public
 */
export interface Missing {
  code: (typeof MISSING_CODES)[number];
  /** A clause for a person: `broker 2 does not answer`. No address, no payload. */
  detail?: string;
  acl?: MissingAcl;
}

/** The right that would answer the question. @public */
export interface MissingAcl {
  operation: 'Describe' | 'DescribeConfigs' | 'Read';
  resource: 'topic' | 'group' | 'cluster';
  name: string;
}

/** A value, or the reason why there is none. @public */
export type Reading<T> =
  { known: true; value: T } | { known: false; missing: Missing };

/** A reading that has its value. @public */
export function known<T>(value: T): Reading<T> {
  return { known: true, value };
}

/** A reading without a value, and why. @public */
export function missing(
  code: Missing['code'],
  more: Omit<Missing, 'code'> = {},
): { known: false; missing: Missing } {
  return { known: false, missing: { code, ...more } };
}
