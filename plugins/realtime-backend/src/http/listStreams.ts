import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Request, Response } from 'express';
import type { StreamAccess } from '../access/StreamAccess';
import { entityNotFound } from '../access/refusals';
import { toHttpError } from './toHttpError';

/** `GET /v1/entities/:kind/:namespace/:name/streams`: what the entity declares and what the caller may do with it. */
export function listStreams(services: {
  httpAuth: HttpAuthService;
  access: StreamAccess;
}) {
  return async (request: Request, response: Response): Promise<void> => {
    const credentials = await services.httpAuth.credentials(request, {
      allow: ['user'],
    });
    const { kind, namespace, name } = request.params;
    const entityRef = stringifyEntityRef({ kind, namespace, name });
    const listing = await services.access.list(entityRef, credentials);
    if (!listing) throw toHttpError(entityNotFound(entityRef));
    response.json(listing);
  };
}
