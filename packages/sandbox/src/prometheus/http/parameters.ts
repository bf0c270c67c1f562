import type { IncomingMessage } from 'node:http';
import { parsePromDuration } from '../promql/literals';
import { badQuery } from '../promql/PromqlError';

const MAX_BODY_BYTES = 64 * 1024;
/** Points of one series in an answer, as on a real server. */
const MAX_POINTS = 11_000;

/** Of the path and, for a form that is posted, of the body. Throws PromqlError when that is too long. */
export async function readParameters(
  request: IncomingMessage,
  url: URL,
): Promise<URLSearchParams> {
  if (request.method !== 'POST') {
    return url.searchParams;
  }
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MAX_BODY_BYTES) {
      throw badQuery('http: request body too large');
    }
  }
  const form = new URLSearchParams(text);
  return new URLSearchParams([...url.searchParams, ...form]);
}

/** Ms of a Unix time in seconds, or of RFC 3339. */
export function timeOf(
  parameters: URLSearchParams,
  name: string,
  otherwise?: number,
): number {
  const text = parameters.get(name) ?? '';
  if (text === '' && otherwise !== undefined) {
    return otherwise;
  }
  const ms =
    text !== '' && !Number.isNaN(Number(text))
      ? Number(text) * 1_000
      : Date.parse(text);
  if (Number.isNaN(ms)) {
    throw badQuery(
      `invalid parameter "${name}": cannot parse "${text}" to a valid timestamp`,
    );
  }
  return ms;
}

export interface Grid {
  startMs: number;
  endMs: number;
  stepMs: number;
}

/** Of a range query. Throws PromqlError for an end before the start, a step of zero, too many points. */
export function gridOf(parameters: URLSearchParams): Grid {
  const startMs = timeOf(parameters, 'start');
  const endMs = timeOf(parameters, 'end');
  const stepMs = stepOf(parameters);
  if (endMs < startMs) {
    throw badQuery(
      'invalid parameter "end": end timestamp must not be before start time',
    );
  }
  if (stepMs <= 0) {
    throw badQuery(
      'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  }
  if ((endMs - startMs) / stepMs > MAX_POINTS) {
    throw badQuery(
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  }
  return { startMs, endMs, stepMs };
}

function stepOf(parameters: URLSearchParams): number {
  const text = parameters.get('step') ?? '';
  if (/^-?[\d.]+(e[+-]?\d+)?$/i.test(text)) {
    return Number(text) * 1_000;
  }
  try {
    return parsePromDuration(text);
  } catch {
    throw badQuery(
      `invalid parameter "step": cannot parse "${text}" to a valid duration`,
    );
  }
}
