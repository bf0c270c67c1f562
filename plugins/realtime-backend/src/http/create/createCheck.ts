import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  MAX_CHECKED_TOPICS,
  type CreateCheckRequest,
} from '@backstage-realtime/plugin-realtime-common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { checkNames } from '../../create/checkNames';
import type { CreateServices } from './createRoutes';

/** Longer than any name the rules allow; those judge what is shorter. */
const text = z.string().min(1).max(300);

const query = z
  .strictObject({
    name: text.optional(),
    topics: z
      .string()
      .transform(list => list.split(',').filter(Boolean))
      .pipe(z.array(text).min(1).max(MAX_CHECKED_TOPICS))
      .optional(),
    kubernetesCluster: text.optional(),
    namespace: text.optional(),
    kafkaCluster: text.optional(),
  })
  .refine(
    asked => asked.name !== undefined || asked.topics !== undefined,
    'ask for a name, for topics, or for both',
  );

/** `GET /v1/create/check?name=…&topics=a,b`: where names are in use. 400, 401, 403, 429. */
export function createCheck(
  services: CreateServices & { httpAuth: HttpAuthService },
) {
  return async (request: Request, response: Response): Promise<void> => {
    const credentials = await services.httpAuth.credentials(request, {
      allow: ['user'],
    });
    const asked: CreateCheckRequest = readQuery(request.query);
    response.json(await checkNames(asked, credentials, services));
  };
}

function readQuery(value: unknown): z.output<typeof query> {
  const parsed = query.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InputError(
    `The request is not understood: ${z.prettifyError(parsed.error)}`,
  );
}
