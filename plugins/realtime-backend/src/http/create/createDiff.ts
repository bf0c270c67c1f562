import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  createDiffSchema,
  realtimeClaimReadPermission,
} from '@backstage-realtime/plugin-realtime-common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { diffManifests } from '../../create/diffManifests';
import type { CreateServices } from './createRoutes';

/** Longest wait for all manifests of a request, in ms. */
const TIMEOUT_MS = 30_000;

/** `POST /v1/create/diff`: what applying would do. 400, 401, 403, 404, 429. */
export function createDiff(
  services: Pick<CreateServices, 'clusters' | 'claimApi' | 'clock'> & {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
  },
) {
  return async (request: Request, response: Response): Promise<void> => {
    const credentials = await services.httpAuth.credentials(request, {
      allow: ['user'],
    });
    const parsed = createDiffSchema.safeParse(request.body);
    if (!parsed.success)
      throw new InputError(
        `The request is not understood: ${z.prettifyError(parsed.error)}`,
      );
    const [{ result }] = await services.permissions.authorize(
      [{ permission: realtimeClaimReadPermission }],
      { credentials },
    );
    const diff = await diffManifests(
      {
        ...parsed.data,
        mayReadClaims: result === AuthorizeResult.ALLOW,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      },
      services,
    );
    response.json(diff);
  };
}
