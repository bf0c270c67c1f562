import type { IncomingMessage } from 'node:http';
import { parse } from 'yaml';
import { ApiError, badRequest } from '../model/ApiError';

/** As the real server. */
const MAX_BODY_BYTES = 3 * 1024 * 1024;
/** Enough for anchors people write, too few for a bomb. */
const MAX_ALIASES = 100;

/**
 * The body as JSON, or as YAML where the content type says so. undefined when
 * there is none. Throws ApiError 400 and 413.
 */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const text = await readText(request);
  if (text.trim() === '') {
    return undefined;
  }
  try {
    return contentTypeOf(request).endsWith('yaml')
      ? parse(text, { maxAliasCount: MAX_ALIASES, uniqueKeys: true })
      : JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw badRequest(`error decoding the body of the request: ${why}`);
  }
}

export function contentTypeOf({ headers }: IncomingMessage): string {
  return (headers['content-type'] ?? 'application/json').split(';')[0].trim();
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY_BYTES) {
      throw new ApiError(
        413,
        'RequestEntityTooLarge',
        `Request entity too large: limit is ${MAX_BODY_BYTES}`,
      );
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}
