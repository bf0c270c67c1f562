import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { realtimeClaimCreatePermission } from '@backstage-realtime/plugin-realtime-common';
import type { TicketRate } from '../../gateway/tickets/TicketRate';
import { forUser } from '../forUser';
import { toHttpError } from '../toHttpError';

/**
 * Refuses callers who may create nothing, and those who ask too often: the
 * answers say what exists, and each may ask ten systems.
 */
export function requireCreate(services: {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  rate: TicketRate;
}) {
  return forUser(services.httpAuth, async credentials => {
    const [{ result }] = await services.permissions.authorize(
      [{ permission: realtimeClaimCreatePermission }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW)
      throw toHttpError({
        code: 'realtime.create.forbidden',
        message: `Missing permission ${realtimeClaimCreatePermission.name}; the platform team grants it`,
      });
    services.rate.take(credentials.principal.userEntityRef);
  });
}
