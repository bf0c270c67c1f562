import type { IdentityApi } from '@backstage/core-plugin-api';
import { forgetPersona } from './personaChoice';

/** The same identity, whose sign-out also forgets the choice, so that the cards come back. */
export function forgetOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      forgetPersona();
      await identity.signOut();
    },
  };
}
