import type { JsonObject } from './json';
import { resourceOf, qualifiedKindOf, type Kind } from './Kind';

/** One reason of a refusal: which field, what is wrong with it. */
export type Cause = { reason: string; message: string; field: string };

interface Details {
  name?: string;
  group?: string;
  kind?: string;
  causes?: Cause[];
  retryAfterSeconds?: number;
}

/** A refusal as the API says it: an object of kind Status. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly code: number,
    /** undefined where the real server gives none. */
    readonly reason: string | undefined,
    message: string,
    readonly details: Details = {},
  ) {
    super(message);
  }

  toStatus(): JsonObject {
    const { code, message, details, reason } = this;
    const hasDetails = Object.keys(details).length > 0;
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      ...(reason && { reason }),
      ...(hasDetails && { details: details as JsonObject }),
      code,
    };
  }
}

export const unauthorized = () =>
  new ApiError(401, 'Unauthorized', 'Unauthorized');

export const badRequest = (message: string) =>
  new ApiError(400, 'BadRequest', message);

export const unknownPath = () =>
  new ApiError(
    404,
    'NotFound',
    'the server could not find the requested resource',
  );

export function notFound(kind: Kind, name: string): ApiError {
  const message = `${resourceOf(kind)} "${name}" not found`;
  return new ApiError(404, 'NotFound', message, target(kind, name));
}

export function alreadyExists(kind: Kind, name: string): ApiError {
  const message = `${resourceOf(kind)} "${name}" already exists`;
  return new ApiError(409, 'AlreadyExists', message, target(kind, name));
}

export function modified(kind: Kind, name: string, why = MODIFIED): ApiError {
  const message = `Operation cannot be fulfilled on ${resourceOf(kind)} "${name}": ${why}`;
  return new ApiError(409, 'Conflict', message, target(kind, name));
}

const MODIFIED =
  'the object has been modified; please apply your changes to the latest version and try again';

/** `why` is added after a colon, as by the admission that refuses. */
export function forbidden(kind: Kind, name: string, why: string): ApiError {
  const subject = name ? `${resourceOf(kind)} "${name}"` : resourceOf(kind);
  const message = `${subject} is forbidden: ${why}`;
  return new ApiError(403, 'Forbidden', message, target(kind, name));
}

export function invalid(kind: Kind, name: string, causes: Cause[]): ApiError {
  const texts = causes.map(({ field, message }) => `${field}: ${message}`);
  const list = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  const { group, kind: kindName } = kind;
  return new ApiError(
    422,
    'Invalid',
    `${qualifiedKindOf(kind)} "${name}" is invalid: ${list}`,
    { ...(name && { name }), ...(group && { group }), kind: kindName, causes },
  );
}

/** Too old to go on from: the reader has to list again. */
export const expired = (message: string) =>
  new ApiError(410, 'Expired', message);

function target({ group, plural }: Kind, name: string): Details {
  return { ...(name && { name }), ...(group && { group }), kind: plural };
}
