import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import { orCancelled } from './orCancelled';
import type { Step } from './services';

/** Throws `realtime.create.forbidden` unless the user who started the task has the permission; a dry run asks too. */
export async function requirePermission(
  step: Step,
  permissions: PermissionsService,
  permission: BasicPermission,
): Promise<void> {
  const [{ result }] = await orCancelled(async () => {
    const credentials = await step.getInitiatorCredentials();
    return permissions.authorize([{ permission }], { credentials });
  }, step.signal);
  if (result === AuthorizeResult.ALLOW) return;
  throw new RealtimeError(
    'realtime.create.forbidden',
    `You lack the permission ${permission.name}; ask who runs this portal.`,
  );
}
