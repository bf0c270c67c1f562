import { PrometheusClient } from './PrometheusClient';
import type { PrometheusFailure } from './PrometheusFailure';
import {
  FakePrometheus,
  failure,
  matrix,
  success,
  vector,
  type Answer,
} from './testUtils/FakePrometheus';

describe('PrometheusClient', () => {
  let prometheus: FakePrometheus;

  beforeEach(async () => {
    prometheus = await FakePrometheus.start();
  });

  afterEach(() => prometheus.stop());

  const client = (more: object = {}) =>
    PrometheusClient.create({
      name: 'prod',
      url: `${prometheus.url}/base/`,
      auth: { type: 'none' },
      timeoutMs: 20_000,
      ...more,
    });

  const answer = (what: Answer) => {
    prometheus.answer = () => what;
  };

  /** What a query that must fail fails with; no address may be in it. */
  async function failureOf(work: Promise<unknown>): Promise<PrometheusFailure> {
    const error = await work.then(
      () => undefined,
      (fault: PrometheusFailure) => fault,
    );
    const said = JSON.stringify([error?.message, error?.missing, error?.cause]);
    expect(said).not.toMatch(/127\.0\.0\.1|secret/);
    return error!;
  }

  it('reads values of now in milliseconds and numbers', async () => {
    answer(
      success(
        vector([
          [{ pod: 'a' }, '0.25'],
          [{ pod: 'b' }, '1e3'],
        ]),
      ),
    );

    const { data, dropped } = await client().query('up');

    expect(data).toEqual([
      {
        labels: { pod: 'a' },
        samples: [{ atMs: 1_700_000_000_500, value: 0.25 }],
      },
      {
        labels: { pod: 'b' },
        samples: [{ atMs: 1_700_000_000_500, value: 1_000 }],
      },
    ]);
    expect(dropped).toBe(0);
    expect(prometheus.asked[0]).toMatchObject({
      method: 'GET',
      path: '/base/api/v1/query',
    });
  });

  it('asks for a range in seconds and leaves gaps out', async () => {
    answer(
      success(
        matrix([[{}, ['1', undefined, '3']]], {
          start: 1_700_000_000,
          step: 6,
        }),
      ),
    );
    const range = {
      fromMs: 1_700_000_000_000,
      toMs: 1_700_000_012_000,
      stepMs: 1_500,
    };

    const { data } = await client().queryRange('up', range);

    expect(data[0].samples).toEqual([
      { atMs: 1_700_000_000_000, value: 1 },
      { atMs: 1_700_000_012_000, value: 3 },
    ]);
    const { form } = prometheus.asked[0];
    expect(Object.fromEntries(form)).toEqual({
      query: 'up',
      start: '1700000000',
      end: '1700000012',
      step: '1.5',
    });
  });

  it('keeps NaN and infinities as what they are', async () => {
    answer(
      success(
        vector([
          [{ a: '1' }, 'NaN'],
          [{ a: '2' }, '+Inf'],
          [{ a: '3' }, '-Inf'],
        ]),
      ),
    );

    const { data } = await client().query('up');

    expect(data.map(({ samples }) => samples[0].value)).toEqual([
      NaN,
      Infinity,
      -Infinity,
    ]);
  });

  it('reads a scalar as one series without labels, and an empty answer as no series', async () => {
    answer(success({ resultType: 'scalar', result: [1_700_000_000, '7'] }));
    const { data } = await client().query('7');
    expect(data).toEqual([
      { labels: {}, samples: [{ atMs: 1_700_000_000_000, value: 7 }] },
    ]);

    answer(success(vector([])));
    expect((await client().query('nothing')).data).toEqual([]);
  });

  it('reads so many series and counts the others', async () => {
    const many = Array.from(
      { length: 3_000 },
      (_, i): [Record<string, string>, string] => [{ i: `${i}` }, '1'],
    );
    answer(success(vector(many)));

    const { data, dropped } = await client().query('up');

    expect(data).toHaveLength(2_000);
    expect(dropped).toBe(1_000);
  });

  it('counts histograms as dropped, since they are no plain number', async () => {
    answer(
      success({
        resultType: 'vector',
        result: [
          { metric: { a: '1' }, histogram: [1, { count: '3', sum: '4' }] },
          { metric: { a: '2' }, value: [1, '2'] },
        ],
      }),
    );

    const { data, dropped } = await client().query('native');

    expect(data).toHaveLength(1);
    expect(dropped).toBe(1);
  });

  it('keeps what Prometheus warns of and remarks', async () => {
    answer(
      success(vector([]), {
        warnings: ['a store is away'],
        infos: ['no rate'],
      }),
    );

    expect(await client().query('up')).toMatchObject({
      warnings: ['a store is away'],
      infos: ['no rate'],
    });
  });

  it('sends a long query as a form, and any query unharmed', async () => {
    const query = `up{a="${'x&+ %"é'.repeat(300)}"}`;

    await client().query(query);
    await client().query('a + b');

    const [long, short] = prometheus.asked;
    expect(long).toMatchObject({
      method: 'POST',
      target: '/base/api/v1/query',
    });
    expect(long.form.get('query')).toBe(query);
    expect(short.method).toBe('GET');
    expect(short.form.get('query')).toBe('a + b');
  });

  it('lists series, names of labels and the version', async () => {
    answer(success([{ __name__: 'up', job: 'a' }]));
    const selection = { match: ['up', 'down'], fromMs: 1_000, toMs: 2_500 };
    expect((await client().series(selection)).data).toEqual([
      { __name__: 'up', job: 'a' },
    ]);
    expect(prometheus.asked[0].form.getAll('match[]')).toEqual(['up', 'down']);
    expect(prometheus.asked[0].form.get('end')).toBe('2.5');

    answer(success(['__name__', 'job']));
    expect((await client().labels()).data).toEqual(['__name__', 'job']);

    answer(success({ version: '3.5.0' }));
    expect(await client().buildInfo()).toEqual({ version: '3.5.0' });
    expect(prometheus.asked[2].path).toBe('/base/api/v1/status/buildinfo');
  });

  it.each([
    [failure(400, 'bad_data', 'parse error'), 'bad-query', 'bad_data'],
    [failure(422, 'execution', 'too many samples'), 'bad-query', 'execution'],
    [failure(503, 'timeout', 'query timed out'), 'timeout', 'timeout'],
    [failure(500, 'internal', 'boom'), 'unavailable', 'internal'],
    [{ status: 401, body: 'secret' }, 'unauthenticated', undefined],
    [{ status: 403, body: 'RBAC: secret' }, 'forbidden', undefined],
    [{ status: 429, body: '' }, 'unavailable', undefined],
    [{ status: 502, body: '<html>' }, 'unavailable', undefined],
    [{ status: 503, body: '<html>' }, 'unavailable', undefined],
    [{ status: 504, body: '<html>' }, 'timeout', undefined],
    [{ body: '<!doctype html>' }, 'unreadable', undefined],
    [{ body: '{"status":"success","data":{"res' }, 'unreadable', undefined],
    [{ body: { status: 'success' } }, 'unreadable', undefined],
    [success({ resultType: 'magic', result: [] }), 'unreadable', undefined],
    [success({ resultType: 'vector', result: [{}] }), 'unreadable', undefined],
    [
      success({
        resultType: 'vector',
        result: [{ metric: {}, value: [1, 'many'] }],
      }),
      'unreadable',
      undefined,
    ],
  ])('tells apart what answer %# means', async (what, fault, errorType) => {
    answer(what);
    const error = await failureOf(client().query('up'));
    expect(error).toMatchObject({
      fault,
      errorType,
      code: `realtime.prometheus.${fault}`,
    });
    expect(error.missing.detail).toContain('Prometheus prod');
  });

  it('repeats what is wrong with a query, without addresses', async () => {
    answer(
      failure(
        422,
        'execution',
        'expanding series: rpc to 10.0.0.7:9095 at http://store.secret/x and [::1]:90 and store:9091 failed: lookup store.internal on x',
      ),
    );
    const { message } = await failureOf(client().query('up'));
    expect(message).toContain('expanding series: rpc to …');
    expect(message).not.toMatch(/10\.0|909|http|::1|internal/);
  });

  it('follows no redirect, so that a credential goes nowhere else', async () => {
    const headers = { location: `${prometheus.url}/elsewhere` };
    answer({ status: 302, headers, body: '' });
    const error = await failureOf(client().query('up'));
    expect(error.fault).toBe('unreadable');
    expect(prometheus.asked).toHaveLength(1);
  });

  it('ends an answer that is too long while it still comes', async () => {
    answer(response => {
      response.writeHead(200);
      response.write(' '.repeat(60_000));
      response.write(' '.repeat(60_000));
    });
    const error = await failureOf(client({ maxBytes: 100_000 }).query('up'));
    expect(error.fault).toBe('unreadable');
    expect(error.message).toContain('longer than 100000 bytes');
  });

  it('says that an answer was cut off', async () => {
    answer(response => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"status":', () => response.destroy());
    });
    const error = await failureOf(client().query('up'));
    expect(error.message).toContain('it was cut off');
  });

  it('waits no longer than its limit for a server that is silent', async () => {
    answer(undefined);
    const error = await failureOf(client({ timeoutMs: 50 }).query('up'));
    expect(error.fault).toBe('timeout');
    expect(error.isRetriable).toBe(true);
  });

  it('stops when nobody wants the answer any more', async () => {
    const leave = new AbortController();
    answer(() => leave.abort(new Error('left')));
    const work = client().query('up', { signal: leave.signal });
    await expect(work).rejects.toThrow('left');
  });

  it('asks so many questions at a time and the others after them', async () => {
    const held: Array<() => void> = [];
    answer(response => held.push(() => response.end('{"status":"success"}')));
    const asking = client();
    const work = Array.from({ length: 20 }, () => asking.buildInfo());
    while (prometheus.asked.length < 8) await turn();
    expect(held).toHaveLength(8);
    while (prometheus.asked.length < 20 || held.length > 0) {
      expect(held.length).toBeLessThanOrEqual(8);
      held.shift()?.();
      await turn();
    }
    expect(await Promise.all(work)).toHaveLength(20);
  });

  it('says why nothing answers', async () => {
    const asking = client();
    await prometheus.stop();
    const error = await failureOf(asking.query('up'));
    expect(error.fault).toBe('unreachable');
    expect(error.message).toContain('the connection is refused');
    prometheus = await FakePrometheus.start();
  });
});

/** Lets the event loop turn once, so that what came in is handled. */
async function turn(): Promise<void> {
  await new Promise(resolve => setImmediate(resolve));
}
