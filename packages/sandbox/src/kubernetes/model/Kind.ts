import type { Schema } from '../schema/Schema';

/** What the server knows of one kind in one version. */
export interface Kind {
  /** Empty for the core group. */
  group: string;
  version: string;
  kind: string;
  plural: string;
  singular: string;
  shortNames: string[];
  categories: string[];
  isNamespaced: boolean;
  /** A status of its own, which only `/status` may write. */
  hasStatus: boolean;
  /** From a definition, so the stricter rules of custom resources hold. */
  isCustom: boolean;
  /** Of the whole object, metadata included. */
  schema: Schema;
}

export function apiVersionOf({ group, version }: Kind): string {
  return group ? `${group}/${version}` : version;
}

/** `applicationclaims.platform.example.org`, as messages and definitions say it. */
export function resourceOf({ group, plural }: Kind): string {
  return group ? `${plural}.${group}` : plural;
}

/** `ApplicationClaim.platform.example.org`, as complaints about an object say it. */
export function qualifiedKindOf({ group, kind }: Kind): string {
  return group ? `${kind}.${group}` : kind;
}
