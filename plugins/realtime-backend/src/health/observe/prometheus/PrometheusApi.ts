import { z } from 'zod';

/** One series now: its labels with the name of the metric, and the value. */
export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

export interface PrometheusSettings {
  /** Base of the HTTP API, without `/api/v1`. Only from app-config. */
  url: string;
  /** A token, or a name and a password. */
  token?: string;
  username?: string;
  password?: string;
  timeoutMs: number;
  /** Longest answer that is read. Default 64 MB. */
  maxBytes?: number;
}

/** What one query gave. */
export interface Answer {
  samples: Sample[];
  /** Prometheus warns that series may be missing; its words may hold addresses and stay here. */
  isPartial: boolean;
}

/** Why there is no answer, for a person; never the address. */
export class PrometheusFailure extends Error {
  constructor(
    readonly code: 'unreachable' | 'timeout' | 'no-permission' | 'failed',
    message: string,
  ) {
    super(message);
    this.name = 'PrometheusFailure';
  }
}

/** Far more than twenty topics with a thousand partitions each give. */
const MAX_SERIES = 200_000;
const MAX_BYTES = 64 * 1024 * 1024;

const ANSWER = z.object({
  status: z.literal('success'),
  warnings: z.array(z.string()).optional(),
  data: z.object({
    resultType: z.literal('vector'),
    result: z
      .array(
        z.object({
          metric: z.record(z.string(), z.string()),
          value: z.tuple([z.number(), z.string()]),
        }),
      )
      .max(MAX_SERIES),
  }),
});

/**
 * What all series of a selector are now. A redirect is an error: a credential
 * goes nowhere but to the configured address. Errors: PrometheusFailure.
 */
export async function queryNow(
  settings: PrometheusSettings,
  query: string,
): Promise<Answer> {
  const { url, timeoutMs, maxBytes = MAX_BYTES } = settings;
  const response = await send(`${url.replace(/\/$/, '')}/api/v1/query`, {
    method: 'POST',
    headers: toHeaders(settings),
    body: new URLSearchParams({ query }),
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) throw refused(response.status);
  const answer = ANSWER.safeParse(await readJson(response, maxBytes));
  if (!answer.success) {
    throw new PrometheusFailure('failed', 'its answer cannot be read');
  }
  const { data, warnings = [] } = answer.data;
  const samples = data.result.map(({ metric, value }) => {
    const { __name__: name = '', ...labels } = metric;
    return { name, labels, value: Number(value[1]) };
  });
  return { samples, isPartial: warnings.length > 0 };
}

function toHeaders({
  token,
  username,
  password = '',
}: PrometheusSettings): Record<string, string> {
  if (token) return { authorization: `Bearer ${token}` };
  if (!username) return {};
  const pair = Buffer.from(`${username}:${password}`).toString('base64');
  return { authorization: `Basic ${pair}` };
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw asFailure(error);
  }
}

async function readJson(
  response: Response,
  maxBytes: number,
): Promise<unknown> {
  try {
    return JSON.parse(await readText(response, maxBytes));
  } catch (error) {
    if (error instanceof PrometheusFailure) throw error;
    throw error instanceof SyntaxError
      ? new PrometheusFailure('failed', 'its answer is not JSON')
      : asFailure(error);
  }
}

/** Leaving the loop ends the download. */
async function readText({ body }: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      throw new PrometheusFailure('failed', 'its answer is too long');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function asFailure(error: unknown): PrometheusFailure {
  return (error as Error).name === 'TimeoutError'
    ? new PrometheusFailure('timeout', 'Prometheus does not answer in time')
    : new PrometheusFailure('unreachable', 'Prometheus cannot be reached');
}

function refused(status: number): PrometheusFailure {
  if (status === 401 || status === 403) {
    return new PrometheusFailure(
      'no-permission',
      'Prometheus refuses the credential',
    );
  }
  const isRedirect = status >= 300 && status < 400;
  return new PrometheusFailure(
    'failed',
    isRedirect
      ? 'Prometheus answers from another address, which must be in app-config'
      : `Prometheus answers with status ${status}`,
  );
}
