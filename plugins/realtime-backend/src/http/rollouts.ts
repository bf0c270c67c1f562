import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  parseRollout,
  RealtimeError,
  realtimeRolloutControlPermission,
  ROLLOUT_ACTIONS,
  toRolloutKey,
  type RolloutControlRequest,
  type RolloutControlResponse,
  type RolloutRef,
} from '@backstage-realtime/plugin-realtime-common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import {
  missingRolloutPermission,
  rolloutNotDeclared,
} from '../access/refusals';
import type { RolloutAccess, RolloutGrant } from '../access/RolloutAccess';
import type { UserCredentials } from '../access/StreamAccess';
import type { AuditTrail } from '../audit/AuditTrail';
import type { CanaryService } from '../canary/CanaryService';
import type { RolloutControls } from '../canary/RolloutControls';
import { toHttpError } from './toHttpError';

/** What the routes need. */
export interface RolloutServices {
  httpAuth: HttpAuthService;
  rolloutAccess: RolloutAccess;
  canary: Pick<CanaryService, 'snapshot'>;
  rolloutControls: Pick<RolloutControls, 'control'>;
  audit: Pick<AuditTrail, 'controlled'>;
}

/** A cluster that takes longer than this has not answered; it may still act. */
const CONTROL_MS = 20_000;

const controlSchema = z
  .object({
    entityRef: z.string().min(3).max(512),
    rollout: z.string().min(5).max(512),
    action: z.enum(ROLLOUT_ACTIONS),
    expects: z.string().min(1).max(1_000),
  })
  .strict();

/** `GET /v1/entities/:kind/:namespace/:name/rollouts`: the state stream's value, once. 401, 403, 404, 503. */
export function listRollouts(services: RolloutServices) {
  return async (request: Request, response: Response): Promise<void> => {
    const { httpAuth, rolloutAccess, canary } = services;
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    const { kind, namespace, name } = request.params;
    const entityRef = stringifyEntityRef({ kind, namespace, name });
    const grant = await rolloutAccess.authorise(entityRef, credentials);
    if (!grant.ok) throw toHttpError(grant);
    response.json(await canary.snapshot(grant));
  };
}

/**
 * `POST /v1/rollouts/control`: sends the patches of one action. Every try of a
 * known form is an audit event. 400, 401, 403, 404, 409, 503.
 */
export function controlRollout(services: RolloutServices) {
  return async (request: Request, response: Response): Promise<void> => {
    const credentials = await services.httpAuth.credentials(request, {
      allow: ['user'],
    });
    const parsed = controlSchema.safeParse(request.body);
    if (!parsed.success)
      throw new InputError(
        `The request is not understood: ${z.prettifyError(parsed.error)}`,
      );
    const wish: RolloutControlRequest = parsed.data;
    const { userEntityRef } = credentials.principal;
    try {
      const answer = await control(wish, credentials, services);
      services.audit.controlled(wish, userEntityRef);
      response.json(answer);
    } catch (error) {
      services.audit.controlled(wish, userEntityRef, codeOf(error));
      throw error;
    }
  };
}

/** An action that has begun is not given up when its page is closed. */
async function control(
  wish: RolloutControlRequest,
  credentials: UserCredentials,
  { rolloutAccess, rolloutControls }: RolloutServices,
): Promise<RolloutControlResponse> {
  const grant = await rolloutAccess.authorise(wish.entityRef, credentials);
  if (!grant.ok) throw toHttpError(grant);
  const ref = findControllable(grant, wish.rollout);
  const signal = AbortSignal.timeout(CONTROL_MS);
  return await rolloutControls.control(ref, wish, signal);
}

function findControllable(grant: RolloutGrant, key: string): RolloutRef {
  const { entityRef, owner, rollouts, controllable } = grant;
  const ref = parseRollout(key);
  const isDeclared = rollouts.some(each => toRolloutKey(each) === key);
  if (!ref || !isDeclared)
    throw toHttpError(rolloutNotDeclared(entityRef, key));
  if (controllable.has(key)) return ref;
  const { name } = realtimeRolloutControlPermission;
  throw toHttpError(missingRolloutPermission(name, entityRef, owner));
}

function codeOf(error: unknown): string {
  if (error instanceof RealtimeError) return error.code;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : 'realtime.internal';
}
