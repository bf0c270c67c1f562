import type { PermissionsService } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';

/** Permissions that a test allows, denies, or leaves without an answer. At first, all is allowed. */
export function steeredPermissions() {
  let result: AuthorizeResult.ALLOW | AuthorizeResult.DENY =
    AuthorizeResult.ALLOW;
  const asked: string[] = [];
  let answered = (): Promise<void> => Promise.resolve();
  const permissions: PermissionsService = {
    authorize: async requests => {
      asked.push(...requests.map(({ permission }) => permission.name));
      await answered();
      return requests.map(() => ({ result }));
    },
    authorizeConditional: async requests => requests.map(() => ({ result })),
  };
  return {
    permissions,
    /** Names of the permissions that were asked for. */
    asked,
    /** From now on, nobody says what is permitted; resolves when somebody asks. */
    hang: () =>
      new Promise<void>(resolve => {
        answered = () => {
          resolve();
          return new Promise(() => {});
        };
      }),
    deny: (isDenied: boolean) => {
      answered = () => Promise.resolve();
      result = isDenied ? AuthorizeResult.DENY : AuthorizeResult.ALLOW;
    },
  };
}
