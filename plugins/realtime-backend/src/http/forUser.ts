import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { NextFunction, Request, Response } from 'express';

/** Credentials of somebody who is signed in; never of a plugin or a program. */
type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/**
 * A step before routes that only people may ask: 401 for anybody else, then
 * `step`, which refuses by throwing.
 */
export function forUser(
  httpAuth: HttpAuthService,
  step: (
    credentials: UserCredentials,
    response: Response,
  ) => void | Promise<void>,
) {
  return async (
    request: Request,
    response: Response,
    next: NextFunction,
  ): Promise<void> => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    await step(credentials, response);
    next();
  };
}
