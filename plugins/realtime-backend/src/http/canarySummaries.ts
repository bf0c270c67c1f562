import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  MAX_WATCHED_ENTITIES,
  RealtimeError,
  summariseCanary,
  type CanaryOverview,
} from '@backstage-realtime/plugin-realtime-common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { RolloutAccess, RolloutGrant } from '../access/RolloutAccess';
import type { CanaryService } from '../canary/CanaryService';

/** What the route needs. */
export interface CanarySummaryServices {
  httpAuth: HttpAuthService;
  rolloutAccess: Pick<RolloutAccess, 'authoriseAll'>;
  canary: Pick<CanaryService, 'snapshot'>;
}

/** Entities of one request that are read at the same time. */
const AT_ONCE = 8;

const summariesSchema = z
  .object({
    entityRefs: z
      .array(z.string().min(3).max(512))
      .min(1)
      .max(MAX_WATCHED_ENTITIES),
  })
  .strict();

/**
 * `POST /v1/rollouts/summaries`: the value of the state `canary-summary`, once.
 * An entity of which the caller gets nothing is named as refused. 400, 401.
 */
export function canarySummaries(services: CanarySummaryServices) {
  return async (request: Request, response: Response): Promise<void> => {
    const { canary, httpAuth, rolloutAccess } = services;
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    const parsed = summariesSchema.safeParse(request.body);
    if (!parsed.success)
      throw new InputError(
        `The request is not understood: ${z.prettifyError(parsed.error)}`,
      );
    const asked = [...new Set(parsed.data.entityRefs)];
    const decisions = await rolloutAccess.authoriseAll(asked, credentials);
    const overview: CanaryOverview = {
      evaluatedAtMs: Date.now(),
      rows: [],
      refused: decisions.flatMap((each, i) =>
        each.ok ? [] : [{ entityRef: asked[i], code: each.code }],
      ),
    };
    const grants = decisions.flatMap(each => (each.ok ? [each] : []));
    for (let i = 0; i < grants.length; i += AT_ONCE)
      await Promise.all(
        grants
          .slice(i, i + AT_ONCE)
          .map(grant => addRow(grant, canary, overview)),
      );
    response.json(overview);
  };
}

async function addRow(
  grant: RolloutGrant,
  canary: CanarySummaryServices['canary'],
  { rows, refused }: CanaryOverview,
): Promise<void> {
  try {
    rows.push(summariseCanary(await canary.snapshot(grant)));
  } catch (error) {
    if (!(error instanceof RealtimeError)) throw error;
    refused.push({ entityRef: grant.entityRef, code: error.code });
  }
}
