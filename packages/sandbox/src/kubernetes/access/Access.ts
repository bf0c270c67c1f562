import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { forbidden, unauthorized } from '../model/ApiError';
import type { Kind } from '../model/Kind';

export type Verb =
  | 'get'
  | 'list'
  | 'watch'
  | 'create'
  | 'update'
  | 'patch'
  | 'delete'
  | 'deletecollection';

/** What somebody wants to do, as far as rights go. */
export interface Attempt {
  verb: Verb;
  kind: Kind;
  namespace: string;
  name: string;
  subresource?: string;
}

export interface User {
  name: string;
  /** Undefined: nothing, though the user is known. */
  may?: (attempt: Attempt) => boolean;
}

/** Bearer tokens of a server, made anew at each start. */
export interface ApiTokens {
  /** May do everything. */
  admin: string;
  /** May get, list and watch everything but secrets, as the role `view`. */
  readOnly: string;
  /** Known, and allowed nothing. */
  powerless: string;
}

const TOKEN_BYTES = 24;
const READING: Verb[] = ['get', 'list', 'watch'];

const USERS: Record<keyof ApiTokens, User> = {
  admin: { name: 'sandbox-admin', may: () => true },
  readOnly: {
    name: 'sandbox-reader',
    may: ({ verb, kind }) =>
      READING.includes(verb) &&
      !(kind.group === '' && kind.plural === 'secrets'),
  },
  powerless: { name: 'sandbox-nobody' },
};

/** Who may do what. Tokens are compared by digest, so time tells nothing of them. */
export class Access {
  readonly tokens: ApiTokens = {
    admin: createToken(),
    readOnly: createToken(),
    powerless: createToken(),
  };

  /** Throws ApiError 401 without a token, or with one that nobody has. */
  identify(authorization: string | undefined): User {
    const given = digest(authorization ?? '');
    const roles = Object.keys(USERS) as (keyof ApiTokens)[];
    const role = roles.find(each =>
      timingSafeEqual(given, digest(`Bearer ${this.tokens[each]}`)),
    );
    if (!role) {
      throw unauthorized();
    }
    return USERS[role];
  }

  /** Throws ApiError 403, in the words of the real authoriser. */
  authorise(user: User, attempt: Attempt): void {
    if (user.may?.(attempt)) {
      return;
    }
    const { kind, verb, namespace, name, subresource } = attempt;
    const resource = subresource
      ? `${kind.plural}/${subresource}`
      : kind.plural;
    const scope = namespace
      ? `in the namespace "${namespace}"`
      : 'at the cluster scope';
    throw forbidden(
      kind,
      name,
      `User "${user.name}" cannot ${verb} resource "${resource}" ` +
        `in API group "${kind.group}" ${scope}`,
    );
  }
}

function createToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
