import type { IncomingMessage, ServerResponse } from 'node:http';
import type { User } from '../access/Access';
import { ApiError } from '../model/ApiError';
import type { JsonObject } from '../model/json';

/** One request of a user who is known, and the way to answer. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  user: User;
  query: URLSearchParams;
}

export function reply(
  response: ServerResponse,
  code: number,
  body: JsonObject,
  headers: Record<string, string | string[]> = {},
): void {
  response.writeHead(code, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** A refusal as the API says it. What is no refusal is a fault of ours: 500. */
export function replyError(response: ServerResponse, cause: unknown): void {
  const error =
    cause instanceof ApiError
      ? cause
      : new ApiError(500, 'InternalError', `Internal error: ${String(cause)}`);
  const seconds = error.details.retryAfterSeconds;
  reply(
    response,
    error.code,
    error.toStatus(),
    seconds === undefined ? {} : { 'retry-after': String(seconds) },
  );
}
