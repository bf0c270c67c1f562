import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Request, Response } from 'express';
import type { RolloutAccess } from '../access/RolloutAccess';
import type { MetricsService } from '../metrics/MetricsService';
import { toHttpError } from './toHttpError';

/** What the route needs. */
export interface MetricsServices {
  httpAuth: HttpAuthService;
  rolloutAccess: RolloutAccess;
  metrics: Pick<MetricsService, 'snapshot'>;
}

/** `GET /v1/entities/:kind/:namespace/:name/metrics`: the state stream's value, once. 401, 403, 404, 503. */
export function metricsOfRollouts(services: MetricsServices) {
  return async (request: Request, response: Response): Promise<void> => {
    const credentials = await services.httpAuth.credentials(request, {
      allow: ['user'],
    });
    const { kind, namespace, name } = request.params;
    const entityRef = stringifyEntityRef({ kind, namespace, name });
    const grant = await services.rolloutAccess.authorise(
      entityRef,
      credentials,
    );
    if (!grant.ok) throw toHttpError(grant);
    response.json(await services.metrics.snapshot(grant));
  };
}
