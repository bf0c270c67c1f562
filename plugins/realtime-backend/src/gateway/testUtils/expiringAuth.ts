import type {
  AuthService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';

/** The mocked sign-in, whose credentials end when `expiresAt` says. */
export function expiringAuth(expiresAt: () => Date): AuthService {
  const auth: AuthService = mockServices.auth();
  const authenticate: AuthService['authenticate'] = async (token, options) =>
    Object.assign(await auth.authenticate(token, options), {
      expiresAt: expiresAt(),
    });
  return Object.assign(Object.create(auth), { authenticate });
}

/** The same for credentials of HTTP requests. */
export function expiringHttpAuth(expiresAt: () => Date): HttpAuthService {
  const httpAuth: HttpAuthService = mockServices.httpAuth();
  const credentials: HttpAuthService['credentials'] = async (req, options) =>
    Object.assign(await httpAuth.credentials(req, options), {
      expiresAt: expiresAt(),
    });
  return Object.assign(Object.create(httpAuth), { credentials });
}
