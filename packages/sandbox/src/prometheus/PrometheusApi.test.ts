import { PrometheusApi } from './PrometheusApi';

const NOW = Date.UTC(2026, 10, 21, 12);
const SECOND = 1_000;

const requests = (pod: string, status: string, hash = 'canary') => ({
  __name__: 'http_requests_total',
  namespace: 'demo',
  pod,
  status,
  rollouts_pod_template_hash: hash,
});

describe('the Prometheus API of the sandbox', () => {
  let api: PrometheusApi;

  beforeAll(async () => {
    api = await PrometheusApi.start({ now: () => NOW });
    const { store } = api;
    for (let second = -600; second <= 0; second += 1) {
      const atMs = NOW + second * SECOND;
      const count = second + 600;
      store.append(requests('a', '200'), atMs, 9 * count);
      store.append(requests('a', '500'), atMs, count);
      store.append(requests('b', '200', 'stable'), atMs, 30 * count);
      store.append({ __name__: 'websocket_connections', pod: 'a' }, atMs, 7);
      const labels = { namespace: 'demo', pod: 'a', label_version: '2' };
      store.append({ __name__: 'kube_pod_labels', ...labels }, atMs, 1);
      for (const [le, share] of [
        ['0.1', 5],
        ['0.5', 9],
        ['+Inf', 10],
      ]) {
        const name = 'http_request_duration_seconds_bucket';
        store.append(
          { __name__: name, pod: 'a', le: String(le) },
          atMs,
          Number(share) * count,
        );
      }
    }
  });

  afterAll(() => api.close());

  const ask = async (path: string, parameters: Record<string, string>) => {
    const query = new URLSearchParams(parameters);
    const response = await fetch(`${api.url}/api/v1/${path}?${query}`);
    return { code: response.status, body: await response.json() };
  };

  /** Value by the labels of each sample. */
  const query = async (text: string) => {
    const { body } = await ask('query', { query: text });
    const { result, resultType } = body.data;
    return resultType === 'scalar'
      ? Number(result[1])
      : result.map((each: { metric: object; value: [number, string] }) => [
          each.metric,
          Number(each.value[1]),
        ]);
  };

  it('writes labels, and keeps two sides that a label tells apart', async () => {
    const side = (pod: string, role: string) =>
      `label_replace(sum(websocket_connections{pod="${pod}"}), "role", "${role}", "__name__", ".*")`;
    expect(await query(`${side('a', 'one')} or ${side('a', 'two')}`)).toEqual([
      [{ role: 'one' }, 7],
      [{ role: 'two' }, 7],
    ]);
    expect(
      await query(
        'label_replace(kube_pod_labels, "v", "$1-${n}", "pod", "(?<n>.)")',
      ),
    ).toEqual([[expect.objectContaining({ v: 'a-a' }), 1]]);
    const { body } = await ask('query', {
      query: side('a', '').replace('role', '0'),
    });
    expect(body.errorType).toBe('execution');
  });

  it('answers an instant query in the shape of a real server', async () => {
    const { body, code } = await ask('query', {
      query: 'websocket_connections{pod=~"a|b"}',
    });
    expect(code).toBe(200);
    expect(body).toEqual({
      status: 'success',
      data: {
        resultType: 'vector',
        result: [
          {
            metric: { __name__: 'websocket_connections', pod: 'a' },
            value: [NOW / SECOND, '7'],
          },
        ],
      },
    });
  });

  it.each<[string, unknown]>([
    ['1 + 2 * 3 ^ 2', 19],
    ['sum(rate(http_requests_total[30s]))', [[{}, 40]]],
    [
      'sum by (pod) (rate(http_requests_total{status=~"5.."}[1m]))',
      [[{ pod: 'a' }, 1]],
    ],
    [
      'sum(rate(http_requests_total{rollouts_pod_template_hash="canary",status=~"5.."}[1m])) / sum(rate(http_requests_total{rollouts_pod_template_hash="canary"}[1m]))',
      [[{}, 0.1]],
    ],
    ['sum(rate(nothing[1m])) or vector(0)', [[{}, 0]]],
    ['sum(increase(http_requests_total{pod="b"}[1m]))', [[{}, 1800]]],
    [
      'max without (status, pod, namespace) (http_requests_total{pod="b"})',
      [[{ rollouts_pod_template_hash: 'stable' }, 18000]],
    ],
    [
      'histogram_quantile(0.9, sum by (le) (rate(http_request_duration_seconds_bucket[1m])))',
      [[{}, 0.5]],
    ],
    ['clamp_min(vector(-3), 1)', [[{}, 1]]],
    ['avg_over_time(websocket_connections[5m])', [[{ pod: 'a' }, 7]]],
    [
      'websocket_connections offset 5m > 6',
      [[{ __name__: 'websocket_connections', pod: 'a' }, 7]],
    ],
    ['websocket_connections > bool 8', [[{ pod: 'a' }, 0]]],
    [
      'sum by (pod) (http_requests_total{pod="a"}) * on (pod) group_left (label_version) kube_pod_labels',
      [[{ pod: 'a', label_version: '2' }, 6000]],
    ],
    ['count(http_requests_total) unless count(nothing)', [[{}, 3]]],
    ['topk(1, sum by (pod) (http_requests_total))', [[{ pod: 'b' }, 18000]]],
    [
      '{__name__="websocket_connections"} and on (pod) http_requests_total',
      [[{ __name__: 'websocket_connections', pod: 'a' }, 7]],
    ],
    [
      'label_replace(sum(http_requests_total{pod="b"}), "role", "canary", "__name__", ".*") or label_replace(sum(http_requests_total{pod="a"}), "role", "stable", "__name__", ".*")',
      [
        [{ role: 'canary' }, 18000],
        [{ role: 'stable' }, 6000],
      ],
    ],
    [
      'label_replace(websocket_connections, "first", "$1-x", "pod", "(a)")',
      [[{ __name__: 'websocket_connections', pod: 'a', first: 'a-x' }, 7]],
    ],
    ['-websocket_connections', [[{ pod: 'a' }, -7]]],
    ['scalar(websocket_connections) / 0', Infinity],
  ])('computes %s', async (text, expected) => {
    const found = await query(text);
    expect(JSON.parse(JSON.stringify(found), round)).toEqual(
      JSON.parse(JSON.stringify(expected), round),
    );
  });

  it('says NaN and infinity in words, not as null', async () => {
    const { body } = await ask('query', { query: 'vector(0) / 0' });
    expect(body.data.result[0].value[1]).toBe('NaN');
    const infinite = await ask('query', { query: 'vector(1) / 0' });
    expect(infinite.body.data.result[0].value[1]).toBe('+Inf');
  });

  it('answers a range on its grid, with gaps where there is nothing', async () => {
    const { body } = await ask('query_range', {
      query: 'sum(rate(http_requests_total{pod="b"}[10s]))',
      start: String(NOW / SECOND - 610),
      end: String(NOW / SECOND - 580),
      step: '10',
    });
    const [{ values }] = body.data.result;
    expect(body.data.resultType).toBe('matrix');
    expect(values.map(([time]: [number]) => time - NOW / SECOND)).toEqual([
      -590, -580,
    ]);
  });

  it('has no sample of a pod that is gone', async () => {
    const labels = { __name__: 'ended', pod: 'x' };
    api.store.append(labels, NOW - 10 * SECOND, 1);
    expect(await query('ended')).toHaveLength(1);
    const matcher = { label: 'pod', operator: '=', value: 'x' } as const;
    api.store.end([matcher], NOW - 5 * SECOND);
    expect(await query('ended')).toEqual([]);
    expect(await query('ended offset 6s')).toHaveLength(1);
  });

  it.each([
    ['sum(', 400, 'bad_data', 'parse error'],
    ['', 400, 'bad_data', 'no expression found in input'],
    ['rate(websocket_connections)', 422, 'execution', 'range vector'],
    ['dance(websocket_connections)', 400, 'bad_data', ''],
    ['a[5m:1m]', 400, 'bad_data', 'not played'],
    [
      'http_requests_total * on (namespace) websocket_connections',
      200,
      undefined,
      '',
    ],
    [
      'websocket_connections * on () http_requests_total',
      422,
      'execution',
      'many-to-many',
    ],
    ['x{a=~"("}', 400, 'bad_data', 'regexp'],
  ])('answers %s with %d', async (text, code, errorType, error) => {
    const answer = await ask('query', { query: text });
    expect(answer.code).toBe(code);
    expect(answer.body.errorType).toBe(errorType);
    expect(answer.body.error ?? '').toContain(error);
  });

  it.each([
    [
      { start: '10', end: '5', step: '1' },
      'end timestamp must not be before start',
    ],
    [{ start: '0', end: '5', step: '0' }, 'zero or negative query resolution'],
    [{ start: '0', end: '99999999', step: '1' }, 'exceeded maximum resolution'],
    [{ start: 'yesterday', end: '5', step: '1' }, 'valid timestamp'],
    [{ start: '0', end: '5', step: 'soon' }, 'valid duration'],
  ])('refuses the range %j', async (range, error) => {
    const answer = await ask('query_range', { query: 'up', ...range });
    expect(answer).toMatchObject({
      code: 400,
      body: { errorType: 'bad_data' },
    });
    expect(answer.body.error).toContain(error);
  });

  it('lists series, label names and values', async () => {
    const series = await ask('series', {
      'match[]': 'http_requests_total{pod="b"}',
    });
    expect(series.body.data).toEqual([requests('b', '200', 'stable')]);
    const values = await ask('label/pod/values', {
      'match[]': 'http_requests_total',
    });
    expect(values.body.data).toEqual(['a', 'b']);
    const labels = await ask('labels', { 'match[]': 'websocket_connections' });
    expect(labels.body.data).toEqual(['__name__', 'pod']);
    expect((await ask('series', {})).body.error).toBe(
      'no match[] parameter provided',
    );
  });

  it('tells its version, and that there is nothing elsewhere', async () => {
    const { body } = await ask('status/buildinfo', {});
    expect(body.data.version).toMatch(/^3\./);
    expect((await fetch(`${api.url}/api/v1/targets`)).status).toBe(404);
  });

  it('takes a query as a posted form', async () => {
    const response = await fetch(`${api.url}/api/v1/query`, {
      method: 'POST',
      body: new URLSearchParams({ query: 'vector(4)' }),
    });
    expect((await response.json()).data.result[0].value[1]).toBe('4');
  });
});

describe('who may ask the Prometheus API of the sandbox', () => {
  it.each([
    [
      { type: 'basic', username: 'reader', password: 'secret' } as const,
      `Basic ${Buffer.from('reader:secret').toString('base64')}`,
    ],
    [{ type: 'bearer', token: 'secret' } as const, 'Bearer secret'],
  ])('lets in who has the credential of %j', async (auth, authorization) => {
    const api = await PrometheusApi.start({ auth });
    const ask = async (headers: Record<string, string>) =>
      (await fetch(`${api.url}/api/v1/labels`, { headers })).status;
    expect(await ask({})).toBe(401);
    expect(await ask({ authorization: 'Bearer wrong' })).toBe(401);
    expect(await ask({ authorization })).toBe(200);
    await api.close();
  });

  it('goes away and comes back on its port, and can refuse everybody', async () => {
    const api = await PrometheusApi.start();
    const ask = async () => (await fetch(`${api.url}/api/v1/labels`)).status;
    await api.suspend();
    await expect(ask()).rejects.toThrow('fetch failed');
    await api.resume();
    expect(await ask()).toBe(200);
    api.setRefusing(true);
    expect(await ask()).toBe(401);
    await api.close();
  });
});

/** To eight digits: rates are not computed in the order a reader would. */
function round(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(8)) : value;
}
