import { SidebarItem } from '@backstage/core-components';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { RiLogoutBoxRLine } from '@remixicon/react';

/** Back to the cards, to be somebody else. */
export function SignOutItem() {
  const identity = useApi(identityApiRef);
  return (
    <SidebarItem
      icon={() => <RiLogoutBoxRLine />}
      text="Sign out"
      onClick={() => identity.signOut()}
    />
  );
}
