import type { PermissionsService } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';

const ALLOW = { result: AuthorizeResult.ALLOW } as const;

/** Permissions of a portal where everybody may do everything. */
export const anyAllowed: PermissionsService = {
  authorize: async requests => requests.map(() => ALLOW),
  authorizeConditional: async requests => requests.map(() => ALLOW),
};
