import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  RealtimeError,
  summarise,
  type TopicHealthSummariesResponse,
} from '@backstage-realtime/plugin-realtime-common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { HealthAccess } from '../access/HealthAccess';
import type { UserCredentials } from '../access/StreamAccess';
import type { HealthService } from '../health/HealthService';
import { toHttpError } from './toHttpError';

/** What the routes need. */
export interface TopicHealthServices {
  httpAuth: HttpAuthService;
  healthAccess: HealthAccess;
  health: Pick<HealthService, 'snapshot'>;
}

/** Entities one request may ask for. */
const MAX_ENTITIES = 100;

/** Entities of one request that are read at the same time. */
const AT_ONCE = 8;

const summariesSchema = z
  .object({
    entityRefs: z.array(z.string().min(3).max(512)).min(1).max(MAX_ENTITIES),
  })
  .strict();

/** `GET /v1/entities/:kind/:namespace/:name/topic-health`: the state stream's value, once. 401, 403, 404, 503. */
export function topicHealth(services: TopicHealthServices) {
  return async (request: Request, response: Response): Promise<void> => {
    const credentials = await services.httpAuth.credentials(request, {
      allow: ['user'],
    });
    const { kind, namespace, name } = request.params;
    const entityRef = stringifyEntityRef({ kind, namespace, name });
    const grant = await services.healthAccess.authorise(entityRef, credentials);
    if (!grant.ok) throw toHttpError(grant);
    response.json(await services.health.snapshot(grant));
  };
}

/**
 * `POST /v1/topic-health/summaries`: a line an entity, in the order asked. An
 * entity that cannot be read has its refusal in its place. 400, 401.
 */
export function topicHealthSummaries(services: TopicHealthServices) {
  return async (request: Request, response: Response): Promise<void> => {
    const credentials = await services.httpAuth.credentials(request, {
      allow: ['user'],
    });
    const parsed = summariesSchema.safeParse(request.body);
    if (!parsed.success)
      throw new InputError(
        `The request is not understood: ${z.prettifyError(parsed.error)}`,
      );
    const { entityRefs } = parsed.data;
    const rows = new Array<TopicHealthSummariesResponse['rows'][number]>();
    for (let i = 0; i < entityRefs.length; i += AT_ONCE) {
      const some = entityRefs.slice(i, i + AT_ONCE);
      rows.push(
        ...(await Promise.all(
          some.map(ref => summaryOf(ref, credentials, services)),
        )),
      );
    }
    response.json({ rows } satisfies TopicHealthSummariesResponse);
  };
}

async function summaryOf(
  entityRef: string,
  credentials: UserCredentials,
  { healthAccess, health }: TopicHealthServices,
): Promise<TopicHealthSummariesResponse['rows'][number]> {
  const grant = await healthAccess.authorise(entityRef, credentials);
  if (!grant.ok) return { entityRef, refusal: refusalOf(grant) };
  try {
    return { entityRef, summary: summarise(await health.snapshot(grant)) };
  } catch (error) {
    if (!(error instanceof RealtimeError)) throw error;
    return { entityRef, refusal: refusalOf(error) };
  }
}

function refusalOf({ code, message }: { code: string; message: string }) {
  return { code, message };
}
