import { InputError, AuthenticationError } from '@backstage/errors';

/** Request header that carries the name of a persona; the sign-in page sets it. */
export const PERSONA_HEADER = 'x-realtime-persona';

/** The three demo users of examples/org.yaml, by the name on their card. */
const USERS = {
  owner: { userEntityRef: 'user:default/olivia', displayName: 'Olivia Owner' },
  viewer: {
    userEntityRef: 'user:default/victor',
    displayName: 'Victor Viewer',
  },
  platform: {
    userEntityRef: 'user:default/petra',
    displayName: 'Petra Platform',
  },
} as const;

/** Name on a card of the sign-in page. */
export type PersonaName = keyof typeof USERS;

/** A persona and the catalog user it signs in as. */
export interface Persona {
  name: PersonaName;
  userEntityRef: string;
  displayName: string;
}

/**
 * The persona a header asks for.
 * AuthenticationError without a header; InputError for a name that is not one
 * of the three, which names them but does not repeat what was sent.
 */
export function readPersona(header: string | undefined): Persona {
  if (header === undefined) {
    throw new AuthenticationError('Choose a persona on the sign-in page');
  }
  if (!isPersonaName(header)) {
    const names = Object.keys(USERS).join(', ');
    throw new InputError(`No such persona; choose one of: ${names}`);
  }
  return { name: header, ...USERS[header] };
}

function isPersonaName(name: string): name is PersonaName {
  return Object.hasOwn(USERS, name);
}
