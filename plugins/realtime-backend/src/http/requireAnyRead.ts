import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  realtimeRolloutReadPermission,
  realtimeTopicReadPermission,
} from '@backstage-realtime/plugin-realtime-common';
import type { AuditTrail } from '../audit/AuditTrail';
import { forUser } from './forUser';
import { toHttpError } from './toHttpError';

/** Each of them is a reason to hold a socket. */
const REASONS = [
  { permission: realtimeTopicReadPermission },
  { permission: realtimeRolloutReadPermission },
];

/**
 * Refuses callers who may see no stream and no rollout at all. Which of them is
 * decided for each later; this keeps everybody else from holding sockets.
 */
export function requireAnyRead(services: {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}) {
  return forUser(services.httpAuth, async credentials => {
    const decisions = await services.permissions.authorizeConditional(REASONS, {
      credentials,
    });
    if (decisions.every(({ result }) => result === AuthorizeResult.DENY)) {
      const names = REASONS.map(({ permission }) => permission.name);
      const message = `Missing permission ${names.join(' or ')}; the platform team grants it`;
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
