import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { realtimeClaimReadPermission } from '@backstage-realtime/plugin-realtime-common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import {
  findPlatforms,
  type PlatformServices,
} from '../../create/findPlatforms';
import { toHttpError } from '../toHttpError';

/** No cluster or namespace has a longer name. */
const text = z.string().min(1).max(63).optional();

const query = z.strictObject({ kubernetesCluster: text, namespace: text });

/** `GET /v1/create/platforms`: what services can stream on. 400, 401, 403, 429. */
export function createPlatforms(
  services: PlatformServices & {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
  },
) {
  return async (request: Request, response: Response): Promise<void> => {
    const credentials = await services.httpAuth.credentials(request, {
      allow: ['user'],
    });
    const [{ result }] = await services.permissions.authorize(
      [{ permission: realtimeClaimReadPermission }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW)
      throw toHttpError({
        code: 'realtime.create.forbidden',
        message: `Missing permission ${realtimeClaimReadPermission.name}; the platform team grants it`,
      });
    const parsed = query.safeParse(request.query);
    if (!parsed.success)
      throw new InputError(
        `The request is not understood: ${z.prettifyError(parsed.error)}`,
      );
    response.json(await findPlatforms(parsed.data, services));
  };
}
