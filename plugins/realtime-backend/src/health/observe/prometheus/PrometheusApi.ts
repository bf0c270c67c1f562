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
  headers?: Record<string, string>;
  timeoutMs: number;
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

const ANSWER = z.object({
  status: z.literal('success'),
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

/** What all series of a selector are now. Errors: PrometheusFailure. */
export async function queryNow(
  { url, headers, timeoutMs }: PrometheusSettings,
  query: string,
): Promise<Sample[]> {
  const response = await send(`${url.replace(/\/$/, '')}/api/v1/query`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ query }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) throw refused(response.status);
  const answer = ANSWER.safeParse(await readJson(response));
  if (!answer.success) {
    throw new PrometheusFailure('failed', 'its answer cannot be read');
  }
  return answer.data.data.result.map(({ metric, value }) => {
    const { __name__: name = '', ...labels } = metric;
    return { name, labels, value: Number(value[1]) };
  });
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw asFailure(error);
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw error instanceof SyntaxError
      ? new PrometheusFailure('failed', 'its answer is not JSON')
      : asFailure(error);
  }
}

function asFailure(error: unknown): PrometheusFailure {
  return (error as Error).name === 'TimeoutError'
    ? new PrometheusFailure('timeout', 'Prometheus does not answer in time')
    : new PrometheusFailure('unreachable', 'Prometheus cannot be reached');
}

function refused(status: number): PrometheusFailure {
  return status === 401 || status === 403
    ? new PrometheusFailure(
        'no-permission',
        'Prometheus refuses the credential',
      )
    : new PrometheusFailure(
        'failed',
        `Prometheus answers with status ${status}`,
      );
}
