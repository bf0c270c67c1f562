import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { StreamAccess, StreamRequest } from '../access/StreamAccess';
import type { AuditTrail } from '../audit/AuditTrail';
import type { TicketRate } from '../gateway/tickets/TicketRate';
import type { RecordInspector } from './RecordInspector';
import { toHttpError } from './toHttpError';

const inspectSchema = z
  .object({
    entityRef: z.string().min(3).max(512),
    stream: z.string().min(3).max(512),
    partition: z.number().int().min(0),
    offset: z
      .string()
      .regex(/^\d{1,19}$/, 'an offset is a number of at most 19 digits'),
    unmask: z.boolean().optional(),
  })
  .strict();

/** What the route needs. */
export interface InspectServices {
  httpAuth: HttpAuthService;
  access: StreamAccess;
  inspector: RecordInspector;
  audit: AuditTrail;
  inspections: TicketRate;
}

/** `POST /v1/records/inspect`: one record in full, with the report of the decoders. An audited payload read. */
export function inspectRecord({
  httpAuth,
  access,
  inspector,
  audit,
  inspections,
}: InspectServices) {
  return async (request: Request, response: Response): Promise<void> => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    const { partition, offset, wanted } = readWish(request.body);
    const decision = await access.authorise(wanted, credentials);
    if (!decision.ok) {
      audit.refused(wanted, credentials.principal.userEntityRef, decision.code);
      throw toHttpError(decision);
    }
    inspections.take(credentials.principal.userEntityRef);
    const signal = abortedWith(request);
    const record = await inspector.inspect(
      decision.grant,
      partition,
      BigInt(offset),
      signal,
    );
    audit.inspected(decision.grant, partition, offset);
    response.json(record);
  };
}

/** Throws InputError with what is wrong. */
function readWish(body: unknown) {
  const parsed = inspectSchema.safeParse(body);
  if (!parsed.success)
    throw new InputError(
      `The request is not understood: ${z.prettifyError(parsed.error)}`,
    );
  const { partition, offset, ...rest } = parsed.data;
  const { unmask = false, entityRef, stream } = rest;
  const wanted: StreamRequest = { entityRef, stream, wants: 'records', unmask };
  return { partition, offset, wanted };
}

/** Ends the look-up when the caller goes away. */
function abortedWith(request: Request): AbortSignal {
  const controller = new AbortController();
  request.on('close', () => controller.abort());
  return controller.signal;
}
