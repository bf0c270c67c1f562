import { askedQueries } from './askedQueries';

/** The window a chart asks for: a hundred points at six seconds, as ours. */
const STEP_S = 6;
const RANGE_S = 99 * STEP_S;

/**
 * Baseline: every page asks Prometheus for every panel itself, as the
 * Prometheus plugin of Roadie does through the proxy of the backend, which
 * passes on what it gets. Each page has its own clock, so no two windows are
 * the same. Returns series of all answers, for the check.
 */
export async function readDirectly(
  url: string,
  viewers: number,
  intervals: number,
): Promise<number> {
  const queries = askedQueries();
  let series = 0;
  for (let interval = 0; interval < intervals; interval++) {
    const pages = Array.from({ length: viewers }, (_, i) => i);
    for (const page of pages) {
      const end = Date.now() / 1000 - (page * STEP_S) / viewers;
      const counts = await Promise.all(
        queries.map(query => readRange(url, query, end)),
      );
      series += counts.reduce((sum, count) => sum + count, 0);
    }
  }
  return series;
}

async function readRange(
  url: string,
  query: string,
  end: number,
): Promise<number> {
  const form = new URLSearchParams({
    query,
    start: String(end - RANGE_S),
    end: String(end),
    step: String(STEP_S),
  });
  const response = await fetch(`${url}/api/v1/query_range?${form}`);
  const { data } = await response.json();
  return data.result.length;
}
