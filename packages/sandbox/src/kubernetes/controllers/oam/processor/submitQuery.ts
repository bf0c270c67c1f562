/** Where Lenses is, and whoever may submit queries to it. */
export interface Lenses {
  LENSES_URL: string;
  LENSES_TOKEN: string;
  LENSES_ENVIRONMENT: string;
}

/** What Lenses is asked to run. */
export interface Query {
  name: string;
  sql: string;
  deployment: { mode: 'KUBERNETES'; details: object };
}

const ANSWER_MS = 30_000;
const IS_THERE_ALREADY = 409;

/**
 * Submits one query as the Job of the component's definition does. Returns why
 * Lenses did not take it, without its address; undefined when it did.
 */
export async function submitQuery(
  { LENSES_ENVIRONMENT, LENSES_TOKEN, LENSES_URL }: Lenses,
  query: Query,
): Promise<string | undefined> {
  const path = `/api/v1/environments/${encodeURIComponent(LENSES_ENVIRONMENT)}/proxy/api/v2/streams`;
  try {
    const { ok, status } = await fetch(`${LENSES_URL}${path}`, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_MS),
      headers: {
        authorization: `Bearer ${LENSES_TOKEN}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(query),
    });
    const isTaken = ok || status === IS_THERE_ALREADY;
    return isTaken ? undefined : `${query.name}: Lenses answered ${status}`;
  } catch {
    return `${query.name}: Lenses did not answer`;
  }
}
