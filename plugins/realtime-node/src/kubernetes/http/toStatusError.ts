import {
  RealtimeError,
  type RealtimeErrorCode,
} from '@backstage-realtime/plugin-realtime-common';
import { z } from 'zod';

/** The part of a Kubernetes `Status` that says what went wrong. */
const statusBody = z.object({
  reason: z.string().nullish(),
  message: z.string().nullish(),
  details: z
    .object({
      causes: z
        .array(
          z.object({
            reason: z.string().nullish(),
            field: z.string().nullish(),
            message: z.string().nullish(),
          }),
        )
        .nullish(),
    })
    .nullish(),
});

const CODES: Record<number, RealtimeErrorCode> = {
  401: 'realtime.kubernetes.forbidden',
  403: 'realtime.kubernetes.forbidden',
  404: 'realtime.kubernetes.not-found',
  409: 'realtime.kubernetes.conflict',
  410: 'realtime.kubernetes.expired',
};

const HINTS: Partial<Record<RealtimeErrorCode, string>> = {
  'realtime.kubernetes.forbidden':
    'the credential, of app-config or of the user, lacks this right, or is expired',
  'realtime.kubernetes.not-found':
    'the namespace or the definition of the kind does not exist there',
  'realtime.kubernetes.conflict':
    'let the other manager give the fields up, or leave them out here',
};

/** Longest text of the server that is passed on. */
const MAX_MESSAGE = 1_000;

/**
 * A refusal of the API server as our error. `what` is what was tried:
 * `ApplicationClaim ping-pong in team-a was not applied`. The server's own
 * words are kept, without addresses and tokens. A wrong field comes as 500
 * without a reason from server-side apply, so only 429, 502, 503 and 504 are
 * worth another try.
 */
export function toStatusError(
  cluster: string,
  what: string,
  status: number,
  body: unknown,
): RealtimeError {
  const code = CODES[status] ?? 'realtime.kubernetes.refused';
  const parsed = statusBody.safeParse(body);
  const said = parsed.success ? sayStatus(parsed.data) : '';
  const hint = HINTS[code];
  const sentence = [
    `${what} on the Kubernetes cluster ${cluster}`,
    said || `it answered with status ${status}`,
    ...(hint ? [hint] : []),
  ].join(': ');
  return new RealtimeError(code, `${sentence}.`, {
    isRetriable: [429, 502, 503, 504].includes(status),
  });
}

function sayStatus({ message, details }: z.output<typeof statusBody>): string {
  const conflicts = (details?.causes ?? [])
    .filter(({ reason }) => reason === 'FieldManagerConflict')
    .map(cause => `${cause.field} (${cause.message})`);
  const said = conflicts.length > 0 ? conflicts.join(', ') : (message ?? '');
  return redact(said).slice(0, MAX_MESSAGE).replace(/\.$/, '');
}

/** Addresses of webhooks and tokens of impersonation have no place in a task log. */
function redact(text: string): string {
  return text
    .replace(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, '(address)')
    .replace(/\bBearer\s+\S+/gi, 'Bearer (hidden)');
}
