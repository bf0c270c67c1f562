import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { realtimeTopicReadPermission } from '@backstage-realtime/plugin-realtime-common';
import type { AuditTrail } from '../audit/AuditTrail';
import { forUser } from './forUser';
import { toHttpError } from './toHttpError';

/**
 * Refuses callers who may see no stream at all. Which of them is decided for each
 * stream later; this keeps everybody else from holding sockets.
 */
export function requireTopicRead(services: {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}) {
  return forUser(services.httpAuth, async credentials => {
    const [decision] = await services.permissions.authorizeConditional(
      [{ permission: realtimeTopicReadPermission }],
      { credentials },
    );
    if (decision.result === AuthorizeResult.DENY) {
      const message = `Missing permission ${realtimeTopicReadPermission.name}; the platform team grants it`;
      throw toHttpError({ code: 'realtime.stream.forbidden', message });
    }
  });
}

/** Writes each ticket that was really issued to the audit log. */
export function auditTickets(services: {
  httpAuth: HttpAuthService;
  audit: AuditTrail;
}) {
  return forUser(services.httpAuth, ({ principal }, response) => {
    response.on('finish', () => {
      if (response.statusCode === 201)
        services.audit.ticketIssued(principal.userEntityRef);
    });
  });
}
