import { matrix, success, vector } from './testUtils/FakePrometheus';
import { useClient } from './testUtils/useClient';

describe('PrometheusClient', () => {
  const { prometheus, client, answer } = useClient();

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
    expect(prometheus().asked[0]).toMatchObject({
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
    const { form } = prometheus().asked[0];
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

    const [long, short] = prometheus().asked;
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
    expect(prometheus().asked[0].form.getAll('match[]')).toEqual([
      'up',
      'down',
    ]);
    expect(prometheus().asked[0].form.get('end')).toBe('2.5');

    answer(success(['__name__', 'job']));
    expect((await client().labels()).data).toEqual(['__name__', 'job']);

    answer(success({ version: '3.5.0' }));
    expect(await client().buildInfo()).toEqual({ version: '3.5.0' });
    expect(prometheus().asked[2].path).toBe('/base/api/v1/status/buildinfo');
  });
});
