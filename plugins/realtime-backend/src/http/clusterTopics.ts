import type { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  RealtimeError,
  type ClusterTopic,
} from '@backstage-realtime/plugin-realtime-common';
import type { Request, Response } from 'express';
import { toHttpError } from './toHttpError';

/** Every topic of a cluster that its credential may describe. Errors: not-configured, kafka.unreachable. */
export type ListTopics = (cluster: string) => Promise<ClusterTopic[]>;

/**
 * `GET /v1/clusters/:cluster/topics`: for other backend plugins, such as the
 * catalog; never for users, whose way to a topic is an entity. 401, 403, 404, 503.
 */
export function clusterTopics(services: {
  httpAuth: HttpAuthService;
  listTopics: ListTopics;
}) {
  return async (request: Request, response: Response): Promise<void> => {
    await services.httpAuth.credentials(request, { allow: ['service'] });
    const { cluster } = request.params;
    try {
      response.json({ topics: await services.listTopics(cluster) });
    } catch (error) {
      throw error instanceof RealtimeError ? toHttpError(error) : error;
    }
  };
}
