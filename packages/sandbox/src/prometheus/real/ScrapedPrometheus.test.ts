import { PrometheusApi } from '../PrometheusApi';
import { findPrometheus } from './findPrometheus';
import { PrometheusProcess } from './PrometheusProcess';

const program = findPrometheus();
const describeReal = program ? describe : describe.skip;

const PAST_S = 120;
const PATIENCE_MS = 30_000;

describeReal('an installed Prometheus (needs `prometheus` on the PATH)', () => {
  jest.setTimeout(60_000);
  let api: PrometheusApi;

  beforeEach(async () => {
    api = await PrometheusApi.start({ program });
  });

  afterEach(() => api.close());

  async function ask(query: string): Promise<number | undefined> {
    const body = new URLSearchParams({ query });
    const answer = await fetch(`${api.url}/api/v1/query`, {
      method: 'POST',
      body,
    });
    const { data } = await answer.json();
    return data.result[0] && Number(data.result[0].value[1]);
  }

  /** Scrapes come by the clock of another process. */
  async function until(
    query: string,
    isIt: (value: number | undefined) => boolean,
  ) {
    const endMs = Date.now() + PATIENCE_MS;
    while (Date.now() < endMs) {
      const value = await ask(query);
      if (isIt(value)) return value;
    }
    throw new Error(`never: ${query}`);
  }

  /** A counter that has grown by two a second. */
  function count(pod: string) {
    const nowMs = Date.now();
    for (let second = -PAST_S; second <= 0; second += 1) {
      const value = 2 * (PAST_S + second);
      api.store.append(
        { __name__: 'requests_total', pod },
        nowMs + 1_000 * second,
        value,
      );
    }
  }

  it('answers by itself, with the past of a series that it meets for the first time', async () => {
    expect(api.kind).toBe('real');
    count('a"b');
    const rate = await until(
      'rate(requests_total{pod="a\\"b"}[1m] offset 40s)',
      value => value !== undefined,
    );
    expect(rate).toBeCloseTo(2, 1);
    const version = await fetch(`${api.url}/api/v1/status/buildinfo`);
    expect((await version.json()).data.goVersion).toMatch(/^go/);
    expect(api.queryCount).toBeGreaterThan(1);
  });

  it('forgets a series at the scrape after its end', async () => {
    count('gone');
    await until('count(requests_total)', value => value === 1);
    api.store.end([{ label: 'pod', operator: '=', value: 'gone' }], Date.now());
    const left = await until(
      'count(requests_total)',
      value => value === undefined,
    );
    expect(left).toBeUndefined();
  });

  it('is behind the same door, which refuses, closes and opens again', async () => {
    api.setRefusing(true);
    expect((await fetch(`${api.url}/api/v1/query`)).status).toBe(401);
    api.setRefusing(false);
    await api.suspend();
    await expect(fetch(api.url)).rejects.toThrow();
    await api.resume();
    expect(await ask('vector(1)')).toBe(1);
    const refused = await fetch(`${api.url}/api/v1/query?query=%7B`);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ errorType: 'bad_data' });
  });

  it('that does not start says why, and leaves nothing', async () => {
    await expect(PrometheusProcess.start('/bin/false', 1)).rejects.toThrow(
      'Prometheus did not start as expected',
    );
  });
});
