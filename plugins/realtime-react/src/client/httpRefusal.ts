import {
  ERROR_CODES,
  RealtimeError,
  type RealtimeErrorCode,
} from '@backstage-realtime/plugin-realtime-common';

/** An answer of the realtime backend that is not a success; `message` is the server's own, for a person. @public */
export class HttpRefusal extends RealtimeError {
  readonly status: number;

  constructor(status: number, code: RealtimeErrorCode, message: string) {
    super(code, message, { isRetriable: isRetriableStatus(status) });
    this.name = 'HttpRefusal';
    this.status = status;
  }
}

/** Codes for answers that carry none of ours, such as a proxy's. */
const CODE_OF_STATUS: Record<number, RealtimeErrorCode> = {
  401: 'realtime.stream.forbidden',
  403: 'realtime.stream.forbidden',
  404: 'realtime.entity.not-found',
  413: 'realtime.record.too-large',
  429: 'realtime.stream.over-budget',
};

/** Longest message taken from an answer; a proxy's error page is longer. */
const MAX_MESSAGE_CHARS = 1_000;

/** True for 408, 425, 429 and every 5xx: the same question may be answered later. */
export function isRetriableStatus(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/**
 * Reads Backstage's error body `{error: {name, message, code?}}`. A body that is
 * none gives the status in words; it never throws on what the body holds.
 */
export async function readRefusal(response: Response): Promise<HttpRefusal> {
  const error = errorOf(await response.text().catch(() => ''));
  const message = typeof error.message === 'string' ? error.message : undefined;
  const code = isOurs(error.code)
    ? error.code
    : CODE_OF_STATUS[response.status];
  return new HttpRefusal(
    response.status,
    code ?? 'realtime.internal',
    (message || describe(response)).slice(0, MAX_MESSAGE_CHARS),
  );
}

/** The JSON body of a success; throws {@link HttpRefusal} for anything else. */
export async function readJson<T>(response: Response): Promise<T> {
  if (!response.ok) throw await readRefusal(response);
  return response.json();
}

function describe({ status, statusText }: Response): string {
  if (status === 401)
    return 'The sign-in is not accepted; sign in again and reload the page.';
  if (status === 404)
    return 'The realtime backend does not know this address; is its plugin installed in the backend?';
  return `The realtime backend answered ${status}${
    statusText ? ` ${statusText}` : ''
  }; try again, then look into its log.`;
}

function errorOf(body: string): { message?: unknown; code?: unknown } {
  const parsed = parseObject(body);
  const error = parsed?.error;
  return typeof error === 'object' && error !== null ? error : {};
}

function parseObject(body: string): { error?: unknown } | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isOurs(code: unknown): code is RealtimeErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code);
}
